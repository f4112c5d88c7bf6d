"""What a reviewer does to a submission. Every act is kept in the audit log."""

from accounts.models import AuditEntry, User
from interviews.models import Comment, Decision
from submissions.models import Submission


def comment(*, submission: Submission, author: User, line: int, text: str) -> Comment:
    written = Comment.objects.create(submission=submission, author=author, line=line, text=text)
    AuditEntry.objects.record(author, "submission.commented", str(submission.pk), line=line)
    return written


def delete_comment(*, comment: Comment, actor: User) -> None:
    AuditEntry.objects.record(
        actor, "submission.comment_deleted", str(comment.submission_id), line=comment.line
    )
    comment.delete()


def decide(*, submission: Submission, reviewer: User, decision: str, note: str) -> Decision:
    """Record the reviewer's decision, replacing an earlier one of the same reviewer."""
    made, _created = Decision.objects.update_or_create(
        submission=submission,
        reviewer=reviewer,
        defaults={"decision": decision, "note": note},
    )
    AuditEntry.objects.record(reviewer, "submission.decided", str(submission.pk), decision=decision)
    return made
