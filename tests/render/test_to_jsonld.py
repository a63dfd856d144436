import json

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF

from made import event
from written import AT_WORDS, MIRROR, QUOTE, SOURCES, WEB, nasty, sourced, write

# Its own parser still uses a class that it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

SCHEMA = Namespace("https://schema.org/")


def graph(*events: object) -> Graph:
    return Graph().parse(data=write("jsonld", *events)[0], format="json-ld")


def test_events_places_people_and_articles_are_linked() -> None:
    told = graph(event("e1", "2020-08"))
    (one,) = told.subjects(RDF.type, SCHEMA.Event)
    assert one == URIRef("urn:timeline:event:e1")
    assert str(told.value(one, SCHEMA.startDate)) == "2020-08"
    assert str(told.value(told.value(one, SCHEMA.location), SCHEMA.name)) == "Graz"
    assert str(told.value(told.value(one, SCHEMA.participant), SCHEMA.name)) == "Ana Müller"
    about = told.objects(one, SCHEMA.subjectOf)
    assert SCHEMA.Article in {told.value(work, RDF.type) for work in about}


def test_what_schema_org_has_no_word_for_is_kept_beside() -> None:
    text, _ = write("jsonld", event("e1", "2020~", status="denied"))
    (one,) = (n for n in json.loads(text)["@graph"] if n["@type"] == "Event")
    told = {p["name"]: p["value"] for p in one["additionalProperty"]}
    assert (told["date"], told["status"]) == ("2020~", "denied")
    assert one["startDate"] == "2020"


def test_open_ends_have_no_date() -> None:
    told = graph(event("e1", "2014/.."))
    (one,) = told.subjects(RDF.type, SCHEMA.Event)
    assert str(told.value(one, SCHEMA.startDate)) == "2014"
    assert told.value(one, SCHEMA.endDate) is None


def test_any_text_parses() -> None:
    assert len(list(graph(nasty()).subjects(RDF.type, SCHEMA.Event))) == 1


def test_quotes_lead_to_their_page_and_address() -> None:
    told = Graph().parse(data=write("jsonld", sourced(), documents=SOURCES)[0], format="json-ld")
    article = URIRef("urn:timeline:document:page.html")
    assert str(told.value(article, SCHEMA.url)) == WEB
    assert told.value(URIRef("urn:timeline:document:bad"), SCHEMA.url) is None
    (one,) = told.subjects(RDF.type, SCHEMA.Event)
    quotes = {
        str(told.value(q, SCHEMA.isPartOf)).rpartition(":")[2]: q
        for q in told.subjects(RDF.type, SCHEMA.Quotation)
        if (one, SCHEMA.subjectOf, q) in told
    }
    assert sorted(quotes) == ["bad", "mirror", "page.html", "report.pdf"]
    assert str(told.value(quotes["mirror"], SCHEMA.pageStart)) == "3"
    assert str(told.value(quotes["mirror"], SCHEMA.url)) == f"{MIRROR}#page=3"
    assert str(told.value(quotes["report.pdf"], SCHEMA.text)) == QUOTE
    assert str(told.value(quotes["report.pdf"], SCHEMA.pageStart)) == "14"
    assert str(told.value(quotes["page.html"], SCHEMA.url)) == AT_WORDS
    assert told.value(quotes["page.html"], SCHEMA.pageStart) is None


def test_the_status_is_told_to_programs_that_know_schema_org_alone() -> None:
    planned, denied, happened = (
        json.loads(write("jsonld", event("e1", status=status))[0])["@graph"][0]
        for status in ("planned", "denied", "happened")
    )
    assert planned["eventStatus"] == "https://schema.org/EventScheduled"
    assert "eventStatus" not in denied
    assert denied["description"].startswith("Denied")
    assert "description" not in happened
