"""A paper's file, from what it says and the template it is laid out by."""

from chalicelib.domain.papers.content import Basis, certificate_contents, decision_content
from chalicelib.domain.papers.kinds import Paper
from chalicelib.domain.papers.report import report_content
from chalicelib.stores.documents.builtin import builtin_template
from chalicelib.stores.documents.filling import filled, filled_for_each
from chalicelib.stores.documents.prize_list import prize_list


def make_paper(paper: Paper, basis: Basis, template: bytes | None) -> bytes:
    """The .docx (.xlsx for the prize list); `template` is the ward's own, None for the built-in.

    Without any recipient there is one certificate, with nobody's name on it.
    """
    if paper is Paper.PRIZE_LIST:
        return prize_list(basis)
    laid_out = template or builtin_template(paper)
    if paper is Paper.CERTIFICATES:
        return filled_for_each(laid_out, certificate_contents(basis))
    content = report_content(basis) if paper is Paper.REPORT else decision_content(basis)
    return filled(laid_out, content)
