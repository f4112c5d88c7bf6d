"""How files for browsers are kept: under hashed names, those of the site's own pages compressed too."""

from collections.abc import Iterator

from servestatic.storage import CompressedManifestStaticFilesStorage

# Pages for raw repair and the library's test pages; compressing them took most of the first start.
PLAIN = ("admin/", "rest_framework/", "account/")


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    def compress_files(self, paths: set[str]) -> Iterator[tuple[str, str]]:
        own = {path for path in paths if not path.startswith(PLAIN)}
        yield from super().compress_files(own)
