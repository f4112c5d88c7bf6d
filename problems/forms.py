from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from problems.actions import MAX_ZIP_BYTES

_MIB = 1024 * 1024


class PackageForm(forms.Form):
    package = forms.FileField(
        label=gettext_lazy("Package as a zip file"),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={
            "required": gettext_lazy("No file was chosen. Choose the zip file of a package."),
            "empty": gettext_lazy("The file is empty. Choose the zip file of a package."),
        },
    )

    def clean_package(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["package"]
        if file.size is not None and file.size > MAX_ZIP_BYTES:
            raise forms.ValidationError(
                _("The file has %(size)s MiB; at most %(limit)s MiB are taken.")
                % {"size": f"{file.size / _MIB:.1f}", "limit": MAX_ZIP_BYTES // _MIB}
            )
        return file
