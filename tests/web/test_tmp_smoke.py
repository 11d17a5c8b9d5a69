import pytest
from tests.journey_parts import *
from tests.web.office_parts import browser_as
@pytest.fixture
def database_url(sqlite_url): return sqlite_url
@pytest.fixture
def j(app, engine, clock):
    clock.moment = NOON
    return begin(engine, app.extensions["catalogue"])
def test_pages(app, j):
    cases = {n: f(j) for n, f in (("submitted", submitted_case), ("prepared", prepared_case), ("assessed", assessed_case), ("proposed", proposed_case), ("decided", decided_case), ("granted", granted_case))}
    bad = []
    for who in ("officer", "director", "secretary", "auditor"):
        b = browser_as(app, j, who)
        paths = ["/arenden", "/arenden?vy=alla", "/arenden?sok=mathantverk&lage=received", "/beslut"]
        for c in cases.values():
            paths += [f"/arenden/{c}{p}" for p in ("", "/ansokan", "/komplettering", "/bedomning", "/bedomning?kriterium=agenda_2030", "/beslut", "/handlingar", "/historik")]
            if who == "officer": paths += [f"/arenden/{c}{p}" for p in ("/forslag/bifall", "/forslag/avslag", "/handlaggare", "/anteckning", "/ankomstdag")]
        paths += ["/beslut/1", "/beslut/2", "/beslut/3"]
        if who == "officer": paths += [f"/arenden/tilldela?arende={cases['submitted']}"]
        for p in paths:
            try: b.open(p)
            except Exception as e: bad.append((who, p, str(e)[-600:]))
    for x in bad[:6]: print(x)
    assert not bad, len(bad)
