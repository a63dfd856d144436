from timeline.names.coordinates import Point, of_city


def test_a_city_lies_where_the_greatest_of_its_name_in_its_country_does() -> None:
    assert of_city("Paris", "FR") == Point(48.85, 2.35)
    far = of_city("Paris", "US")
    assert far is not None and far.longitude < -80


def test_what_is_no_city_of_its_country_lies_nowhere() -> None:
    assert of_city("Paris", "BY") is None
    assert of_city("Paris", None) is None
    assert of_city("", "") is None
