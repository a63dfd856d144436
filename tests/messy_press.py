"""A folder of articles as people have them, on a bridge that nobody will ever cross."""

from __future__ import annotations

import zipfile
from pathlib import Path

TEXTS = {
    "2019-03-12 Lorne Gazette.txt": """Council backs the new bridge at Lorne

The town council of Lorne voted on Monday to replace the old bridge over the Esk. The mayor, Helen Marsh,
said that the crossing built in 1931 could no longer carry lorries. The work will cost 42 million pounds.
Engineers closed one lane on 4 February 2019 after they found cracks in two piers.
""",
    "2019-10-02 Lorne Gazette.txt": """Brandt wins the bridge contract

Lorne has awarded the contract for its new bridge to Brandt Construction. The contract was signed on
30 September 2019 by Helen Marsh and the company's director, Tomas Brandt. One of the other bidders,
Calder Works, announced on Tuesday that it would go to court.
""",
    "fr/2020-11-10 Le Courrier du Nord.txt": """Lorne : la crue interrompt le chantier du pont

La rivière Esk est sortie de son lit dans la nuit de samedi à dimanche et a emporté des échafaudages
du nouveau pont de Lorne. Deux ouvriers ont été blessés. L'entreprise Brandt a arrêté les travaux
dimanche.
""",
    "2021-02-02 gazette-mayor.txt": """Mayor Helen Marsh resigns

Helen Marsh resigned as mayor of Lorne on Tuesday, a week after the district auditor published his report
on the new bridge. The auditor, Ravi Anand, found on 25 January that the bridge would cost 61 million
pounds. The council will elect a new mayor on 16 February.
""",
    "2021-02-17 gazette.txt": """Owen Blake is new mayor of Lorne

The council elected Owen Blake mayor of Lorne on Tuesday by nine votes to six. Blake, a retired engineer,
promised to open the bridge before the end of 2022.
""",
    "mail/minutes.eml": """From: clerk@lorne.example
To: press@lorne.example
Date: Tue, 02 Mar 2021 09:12:00 +0000
Subject: Minutes of the special meeting

The council met the directors of Brandt Construction on 1 March 2021. Tomas Brandt offered to pay
6 million pounds of the extra cost. The council accepted the offer by ten votes to five.
""",
    "notes/undated note.txt": """Telephone call with Piers Doyle. He says that the last pier was finished
on 14 September and that the deck arrives by barge in October.
""",
    "2022-09-05 Northern Day.txt": """Deck of Lorne bridge lifted into place

Two cranes lifted the last section of the deck of Lorne's new bridge into place on Sunday. Some 3,000
people watched from the banks of the Esk.

Buy our calendar: thirteen views of the Esk. Order the calendar by 1 November 2022.
""",
    "2022-12-12 Northern Day.txt": """Thousands cross new bridge at Lorne

Lorne opened its new bridge on Saturday, nineteen months late. Mayor Owen Blake cut the ribbon with
Tomas Brandt. About 4,000 people crossed on foot before the first cars were let on at noon.
""",
    "Northern Day.url": "[InternetShortcut]\nURL=https://northernday.example/\n",
    "report-draft.docx": "this is no Word file",
    "empty.txt": "",
}


def lay_out(folder: Path) -> None:
    """Write the folder: texts in two languages, one in an old encoding, a page, a copy, an archive,
    what isn't read."""
    for name, text in TEXTS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("cp1252" if "Courrier" in name else "utf-8"))
    (folder / "2021-02-17 gazette (copy).txt").write_text(TEXTS["2021-02-17 gazette.txt"])
    (folder / "flood.html").write_text(
        '<!DOCTYPE html><html lang="en"><head><title>Flood stops work on Lorne bridge</title>'
        '<meta property="article:published_time" content="2020-11-09T07:30:00Z"></head><body>'
        "<nav><a href='/'>Home</a></nav><article><h1>Flood stops work on Lorne bridge</h1>"
        "<p>The Esk burst its banks on Saturday night and carried away scaffolding from the new"
        " bridge at Lorne. Two workers were injured.</p><p>Brandt Construction stopped all work on"
        " Sunday. Work on the bridge had begun on 2 March 2020.</p></article></body></html>"
    )
    (folder / "IMG_2041.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(40) + b"\xff\xd9")
    with zipfile.ZipFile(folder / "archive.zip", "w") as box:
        box.writestr(
            "2021-01-26 auditor.txt",
            "Auditor: Lorne bridge to cost 61 million\n\nThe district auditor, Ravi Anand, published"
            " his report on Lorne's new bridge on Monday. The council learned of it in December.\n",
        )
