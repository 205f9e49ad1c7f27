"""The list of places: names and codes of each year."""

from __future__ import annotations

from pipeline.vocabulary.regions import Regions


def test_codes_follow_the_year(real_regions: Regions) -> None:
    """莱芜 was a city until 2018, a district of 济南 after."""
    assert [region.code for region in real_regions.named("莱芜市", 2015)] == ["371200"]
    assert real_regions.named("莱芜市", 2020) == ()
    assert [region.code for region in real_regions.named("莱芜区", 2020)] == ["370116"]


def test_one_name_several_places(real_regions: Regions) -> None:
    assert sorted(region.code for region in real_regions.named("朝阳区", 2024)) == ["110105", "220104"]


def test_path_leads_to_the_province(real_regions: Regions) -> None:
    (district,) = [region for region in real_regions.named("朝阳区", 2024) if region.code == "220104"]
    assert [place.name for place in real_regions.path(district, 2024)] == ["朝阳区", "长春市", "吉林省"]
    (direct,) = [region for region in real_regions.named("朝阳区", 2024) if region.code == "110105"]
    assert [place.name for place in real_regions.path(direct, 2024)] == ["朝阳区", "北京市"]


def test_longest_name_wins(real_regions: Regions) -> None:
    found = real_regions.mentions("吉林省吉林市龙潭区与湘西州", 2024)
    assert [mention.name for mention in found] == ["吉林省", "吉林市", "龙潭区", "湘西州"]


def test_years_beyond_the_list_count_as_its_last(real_regions: Regions) -> None:
    assert real_regions.coded("110105", 2031) == real_regions.coded("110105", 2024)
