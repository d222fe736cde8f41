"""What kind of file some bytes are, whatever the file is called."""

from enum import StrEnum


class Kind(StrEnum):
    """Kinds of files that tables come in."""

    ZIP = "zip"
    OLE = "ole"
    HTML = "html"
    XML = "xml"
    TEXT = "text"
    OTHER = "other"


_MARKUP = (b"<html", b"<table", b"<!doctype html", b"<meta", b"<head", b"<body", b"<style", b"<div")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Control characters that no text file holds; tab, line feed, form feed and return are fine.
_BINARY = bytes(set(range(32)) - {9, 10, 12, 13, 26, 27})


def sniff(content: bytes) -> Kind:
    """Return the kind of a file by its first bytes."""
    start = content[:4096]
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Kind.OLE
    # Old BIFF files stand alone, without a compound file around them.
    if start[:2] in (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00") and start[2:4] != b"\x00":
        return Kind.OLE
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_UTF16):
        text = start.decode("utf-16", "ignore").lstrip("\ufeff").lstrip().lower().encode()
    if text.startswith(b"<?xml"):
        return Kind.HTML if b"<html" in text else Kind.XML
    if text.startswith(_MARKUP) or (text.startswith(b"<") and b"<table" in text):
        return Kind.HTML
    if start.startswith(_UTF16):
        return Kind.TEXT
    return Kind.OTHER if not start.strip() or start.translate(None, _BINARY) != start else Kind.TEXT
