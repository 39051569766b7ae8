"""Bar charts as Word draws them itself (DrawingML), so that officials can restyle them."""

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Cm, Length
from lxml import etree
from lxml.etree import _Element as Element

from chalicelib.domain.papers.content import Chart
from chalicelib.stores.documents.fields import clean

_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_COLOUR = "1F5FA8"
_WIDTH, _MARGIN, _EACH_BAR = Cm(15.5), Cm(2.2), Cm(0.75)
_TALLEST, _UPRIGHT = Cm(22), Cm(7)


def chart_paragraph(document: WordDocument, chart: Chart) -> Element:
    """A paragraph with the chart, whose part is put into the document."""
    package = document.part.package
    assert package is not None
    number = sum(str(part.partname).startswith("/word/charts/") for part in package.iter_parts())
    name = PackURI(f"/word/charts/chart{number + 1}.xml")
    part = Part(name, _TYPE, _chart_xml(chart), package)
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    paragraph, run = OxmlElement("w:p"), OxmlElement("w:r")
    run.append(_drawing(relation, number + 1, chart))
    paragraph.append(run)
    return paragraph


def _height(chart: Chart) -> int:
    if chart.upright:
        return _UPRIGHT
    return min(_TALLEST, Length(_MARGIN + _EACH_BAR * max(len(chart.bars), 3)))


def _drawing(relation: str, number: int, chart: Chart) -> Element:
    drawing: Element = parse_xml(
        f'<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        f' xmlns:wp="{_WP}" xmlns:a="{_A}" xmlns:c="{_C}" xmlns:r="{_R}">'
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{_WIDTH}" cy="{_height(chart)}"/>'
        f'<wp:docPr id="{1000 + number}" name="Biểu đồ {number}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_C}"><c:chart r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    properties = drawing.find(f".//{{{_WP}}}docPr")
    assert properties is not None
    # What screen readers say; the figures stand in the table beside it.
    properties.set("descr", clean(chart.title))
    return drawing


def _chart_xml(chart: Chart) -> bytes:
    root = etree.Element(f"{{{_C}}}chartSpace", nsmap={"c": _C, "a": _A})
    _add(root, "roundedCorners", "0")
    body = _add(root, "chart")
    _title(body, clean(chart.title))
    _add(body, "autoTitleDeleted", "0")
    plot = _add(body, "plotArea")
    _add(plot, "layout")
    _bars(plot, chart)
    _category_axis(plot, chart)
    _value_axis(plot, chart)
    _add(body, "plotVisOnly", "1")
    _add(body, "dispBlanksAs", "gap")
    _text_size(root, 900 if chart.upright and len(chart.bars) > 12 else 1000)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _add(parent: Element, name: str, value: str | None = None) -> Element:
    child = etree.SubElement(parent, f"{{{_C}}}{name}")
    if value is not None:
        child.set("val", value)
    return child


def _drawn(parent: Element, name: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{_A}}}{name}", attributes)


def _title(chart: Element, text: str) -> None:
    title = _add(chart, "title")
    rich = _add(_add(title, "tx"), "rich")
    _drawn(rich, "bodyPr")
    paragraph = _drawn(rich, "p")
    _drawn(_drawn(paragraph, "pPr"), "defRPr", sz="1200", b="1")
    run = _drawn(paragraph, "r")
    _drawn(run, "rPr", lang="vi-VN", sz="1200", b="1")
    _drawn(run, "t").text = text
    _add(title, "overlay", "0")


def _bars(plot: Element, chart: Chart) -> None:
    bars = _add(plot, "barChart")
    _add(bars, "barDir", "col" if chart.upright else "bar")
    _add(bars, "grouping", "clustered")
    _add(bars, "varyColors", "0")
    series = _add(bars, "ser")
    _add(series, "idx", "0")
    _add(series, "order", "0")
    filled = _drawn(_add(series, "spPr"), "solidFill")
    _drawn(filled, "srgbClr", val=_COLOUR)
    _add(series, "invertIfNegative", "0")
    _labels(series)
    _cached(_add(_add(series, "cat"), "strLit"), [clean(label) for label, _ in chart.bars])
    _cached(_add(_add(series, "val"), "numLit"), [str(value) for _, value in chart.bars])
    _add(bars, "gapWidth", "40")
    for axis in ("111", "222"):
        _add(bars, "axId", axis)


def _labels(series: Element) -> None:
    labels = _add(series, "dLbls")
    names = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    for name in names:
        _add(labels, f"show{name}", "1" if name == "Val" else "0")


def _cached(literal: Element, values: list[str]) -> None:
    _add(literal, "ptCount", str(len(values)))
    for index, value in enumerate(values):
        point = _add(literal, "pt")
        point.set("idx", str(index))
        _add(point, "v").text = value


def _category_axis(plot: Element, chart: Chart) -> None:
    axis = _add(plot, "catAx")
    _add(axis, "axId", "111")
    # The first bar on top, as in the table.
    _add(_add(axis, "scaling"), "orientation", "minMax" if chart.upright else "maxMin")
    _add(axis, "delete", "0")
    _add(axis, "axPos", "b" if chart.upright else "l")
    _add(axis, "majorTickMark", "none")
    _add(axis, "minorTickMark", "none")
    _add(axis, "tickLblPos", "nextTo")
    _add(axis, "crossAx", "222")
    # Each bar keeps its label, however narrow it gets.
    _add(axis, "tickLblSkip", "1")
    _add(axis, "noMultiLvlLbl", "1")


def _value_axis(plot: Element, chart: Chart) -> None:
    axis = _add(plot, "valAx")
    _add(axis, "axId", "222")
    scaling = _add(axis, "scaling")
    _add(scaling, "orientation", "minMax")
    _add(scaling, "min", "0")
    _add(axis, "delete", "1")
    _add(axis, "axPos", "l" if chart.upright else "t")
    _add(axis, "numFmt").set("formatCode", "General")
    axis[-1].set("sourceLinked", "0")
    _add(axis, "crossAx", "111")


def _text_size(root: Element, size: int) -> None:
    text = _add(root, "txPr")
    _drawn(text, "bodyPr")
    paragraph = _drawn(text, "p")
    properties = _drawn(_drawn(paragraph, "pPr"), "defRPr", sz=str(size))
    _drawn(properties, "latin", typeface="Times New Roman")
