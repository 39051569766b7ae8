"""What the use cases are handed to make files with."""

from chalicelib.domain.papers.content import Basis
from chalicelib.domain.papers.kinds import Paper
from chalicelib.stores.documents.builtin import builtin_template
from chalicelib.stores.documents.checking import check_template
from chalicelib.stores.documents.making import make_paper


class OfficePress:
    """Word by python-docx, Excel by openpyxl."""

    def make(self, paper: Paper, basis: Basis, template: bytes | None) -> bytes:
        """The file of a paper."""
        return make_paper(paper, basis, template)

    def builtin(self, paper: Paper) -> bytes:
        """The built-in template of a paper."""
        return builtin_template(paper)

    def check(self, paper: Paper, template: bytes) -> None:
        """Raises Refusal bad_template where a file can't be that paper's template."""
        check_template(paper, template)
