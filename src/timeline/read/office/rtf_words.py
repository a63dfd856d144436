"""What the control words of rich text (RTF 1.9) mean, as far as its text goes."""

from __future__ import annotations

SIGNS = {
    "line": "\n", "lbr": "\n", "softline": "\n", "tab": "\t", "emdash": "—", "endash": "–",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "bullet": "•", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "zwj": "\u200d", "zwnj": "\u200c",
    "~": "\xa0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip
"""Words and signs that stand for characters."""

ENDS = frozenset({"par", "sect", "page", "\n", "\r"})
"""What ends a paragraph."""

SILENT = frozenset({
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "nonshppict", "objdata", "objclass",
    "objname", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
    "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "annotation", "atnid",
    "atnauthor", "atnref", "atndate", "atntime", "atnicn", "atnparent", "atrfstart", "atrfend",
    "fldinst", "xe", "tc", "tcn", "rxe", "bkmkstart", "bkmkend", "listtext", "pntext", "pn",
    "sp", "sn", "sv", "shprslt", "nonesttables", "filetbl", "revtbl", "listtable", "template",
    "listoverridetable", "rsidtbl", "generator", "datafield", "themedata", "colorschememapping",
    "latentstyles", "datastore", "mmathPr", "formfield", "userprops", "xmlnstbl", "background",
    "private", "panose", "falt", "oldcprops", "oldpprops", "oldtprops", "oldsprops",
})  # fmt: skip
"""Groups whose text is none of the document's."""

HEARD_WITH_STAR = frozenset(
    {"shppict", "shpinst", "shptxt", "do", "dptxbxtext", "ud", "nesttableprops", "footnote"}
)
"""Groups that older programs are to pass over, and that hold text or rows all the same."""

BOXES = frozenset({"shptxt", "dptxbxtext"})

CODE_PAGES = {
    0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""Of a font's character set."""

SETS = {"ansi": "cp1252", "mac": "mac-roman", "pc": "cp437", "pca": "cp850"}
"""Of the whole file, where it names no code page."""
