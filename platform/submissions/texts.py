"""Sentences that the page's scripts say, in the reader's language. {names} are filled in by the script."""

from django.utils.translation import gettext as _


def workspace_texts() -> dict[str, str]:
    return {
        "typing": _("not saved yet"),
        "saving": _("saving …"),
        "saved": _("saved {time}"),
        "offline": _("offline: kept in this browser"),
        "logged-out": _("You are logged out. Log in in another tab, then go on here; your text is kept."),
        "conflict": _("changed elsewhere"),
        "restored": _("Text that an earlier visit could not save was put back."),
        "loaded": _("This text is in the editor in place of your draft."),
        "opened": _("The file is in the editor."),
        "reset": _("The starter code is in the editor."),
        "failed": _("The site could not take this. Nothing is lost; try again in a moment."),
        "sendOffline": _("The site does not answer. Nothing is lost; try again when the connection is back."),
        "codeTooLong": _(
            "The code has {size} bytes; at most {limit} are taken. Your draft is kept; cut it down and send it again."
        ),
        "sourceTooLong": _("The file has {size} bytes; at most {limit} are taken."),
        "notUtf8": _("The file {name} is not UTF-8. Save it as UTF-8 and try again."),
        "inputTooLong": _(
            "Your own input has {size} bytes; at most {limit} are taken. Cut it down and run again."
        ),
    }


def editor_phrases() -> dict[str, str]:
    """The editor's own words by the English ones it asks for; $ stands for a number."""
    phrases = {
        "Find": _("Find"),
        "Replace": _("Replace"),
        "next": _("next"),
        "previous": _("previous"),
        "all": _("all"),
        "match case": _("match case"),
        "regexp": _("regular expression"),
        "by word": _("by word"),
        "replace": _("replace"),
        "replace all": _("replace all"),
        "close": _("close"),
        "current match": _("current match"),
        "on line": _("on line"),
        "replaced match on line $": _("replaced match on line $"),
        "replaced $ matches": _("replaced $ matches"),
        "Control character": _("Control character"),
        "Selection deleted": _("Selection deleted"),
    }
    return {english: said for english, said in phrases.items() if said != english}
