"""The audit log only grows."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import ProtectedError

from accounts.models import AuditEntry
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_did_what_to_which_thing() -> None:
    ada = make_user()
    AuditEntry.objects.record(ada, "version.published", "lz77 2", number=2)
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.target) == (ada, "version.published", "lz77 2")
    assert entry.details == {"number": 2}


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_what_nobody_in_particular_did_has_no_actor(nobody: AnonymousUser | None) -> None:
    assert AuditEntry.objects.record(nobody, "sandbox.refused", "x").actor is None


def test_an_entry_cannot_be_changed() -> None:
    entry = AuditEntry.objects.record(None, "a", "b")
    entry.action = "c"
    with pytest.raises(TypeError):
        entry.save()


def test_entries_cannot_be_changed_together() -> None:
    with pytest.raises(TypeError):
        AuditEntry.objects.update(action="c")


def test_an_entry_cannot_be_removed() -> None:
    with pytest.raises(TypeError):
        AuditEntry.objects.record(None, "a", "b").delete()


def test_entries_cannot_be_removed_together() -> None:
    with pytest.raises(TypeError):
        AuditEntry.objects.all().delete()


def test_who_stands_in_the_log_cannot_be_deleted() -> None:
    ada = make_user()
    AuditEntry.objects.record(ada, "a", "b")
    with pytest.raises(ProtectedError):
        ada.delete()
