"""PDF files with the tags by which assistive technology reads them (ISO 14289-1, PDF/UA-1)."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import structlog
import typst

log = structlog.get_logger(__name__)

FONTS = Path(__file__).parent / "fonts"


def tagged_pdf(template: Path, content: Mapping[str, object], *, at: datetime) -> bytes:
    """Set the content with a Typst template, which reads it as JSON from `sys.inputs.content`.

    The file keeps to PDF/UA-1. That standard forbids a character for which no font has a shape;
    a text that holds one, such as an emoji, is set without the claim, and its tags stay.
    """
    compiler = typst.Compiler(template, root=template.parent, font_paths=[FONTS])
    inputs = {"content": json.dumps(content, ensure_ascii=False)}
    try:
        pdf = compiler.compile(
            format="pdf", sys_inputs=inputs, pdf_standards="ua-1", timestamp=int(at.timestamp())
        )
    except typst.TypstError:
        log.warning("pdf.without_ua", template=template.name)
        pdf = compiler.compile(format="pdf", sys_inputs=inputs, timestamp=int(at.timestamp()))
    if not isinstance(pdf, bytes):
        raise TypeError("A PDF is one file.")
    return pdf
