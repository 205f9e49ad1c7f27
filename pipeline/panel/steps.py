"""What is done to a corpus, in DuckDB's SQL, in order. `corpus/` is the folder; amounts stay exact decimals.

documents → `docs`, `reports`; cells and statements, a few parts at a time → `found`, `claims`, `differences`;
then the documents of one report are compared → `roles`, the figures chosen → `chosen`, bodies renamed joined → `agencies`.
"""

from __future__ import annotations

from typing import Final

# A later edition says so in its name; 更正 of 更正公告.
EDITION: Final = "更正|修订|重新公开|重新公示|重报|更新版|变更公开|补充公开"

DOCUMENTS: Final = """
CREATE TABLE docs AS
SELECT
    (row_number() OVER (ORDER BY path, doc_id))::INTEGER AS doc, doc_id, path, title, agency,
    regexp_replace(agency, '\\s', '', 'g') AS name, scope, region_code, coalesce(region_id, '') AS region_id,
    province, city, county, fiscal_year AS year, report_type, status, ocr_pages, retrieved,
    regexp_matches(concat(title, ' ', path), '{edition}') AS edition,
    CASE WHEN status NOT IN ('ok', 'partial') THEN status
         WHEN agency IS NULL THEN 'no agency'
         WHEN fiscal_year IS NULL THEN 'no year'
         WHEN report_type IS NULL THEN 'no report type' END AS unused
FROM read_parquet('{documents}')
"""

# Names that no second body has, wherever it is: of such a body a report that says no place is joined to those that do.
OWN_NAME: Final = "大学$"

# A body that reports as 部门 and as 单位 in one year is two rows of the panel; else a scope that is not said changes nothing.
AGENCIES: Final = """
CREATE TABLE agencies AS
WITH one_place AS (
    SELECT name, any_value(region_id) AS region_id FROM docs
    WHERE unused IS NULL AND region_id <> '' AND regexp_matches(name, '{own_name}')
    GROUP BY name HAVING count(DISTINCT region_id) = 1
), placed AS (
    SELECT d.doc, d.name, d.year, d.report_type, d.scope,
           CASE d.region_id WHEN '' THEN coalesce(o.region_id, '') ELSE d.region_id END AS region_id
    FROM docs d LEFT JOIN one_place o USING (name) WHERE d.unused IS NULL
), twofold AS (
    SELECT DISTINCT region_id, name FROM placed
    GROUP BY region_id, name, year, report_type HAVING count(DISTINCT scope) > 1
), known AS (
    SELECT d.doc, d.region_id, d.name,
           CASE WHEN b.name IS NOT NULL AND d.scope = 'unit' THEN 'unit' ELSE '' END AS apart
    FROM placed d LEFT JOIN twofold b USING (region_id, name)
)
SELECT doc, concat(CASE region_id WHEN '' THEN '000000' ELSE region_id END, '-', left(md5(concat(name, apart)), 8)) AS agency_id
FROM known
"""

REPORTS: Final = """
CREATE TABLE reports AS
SELECT (row_number() OVER (ORDER BY agency_id, year, report_type))::INTEGER AS report, *
FROM (SELECT DISTINCT a.agency_id, d.year, d.report_type FROM agencies a JOIN docs d USING (doc));
CREATE TABLE members AS
SELECT d.doc, r.report,
       (row_number() OVER (PARTITION BY r.report ORDER BY d.edition DESC, d.retrieved DESC NULLS LAST, d.status,
                           d.ocr_pages > 0, d.path))::INTEGER AS rank,
       count(*) OVER (PARTITION BY r.report) = 1 AS alone
FROM docs d JOIN agencies a USING (doc) JOIN reports r ON (r.agency_id, r.year, r.report_type) = (a.agency_id, d.year, d.report_type)
"""

TABLES: Final = """
CREATE TABLE found (
    doc INTEGER, report INTEGER, alone BOOLEAN, indicator VARCHAR, fund VARCHAR, phase VARCHAR, value DECIMAL(38, 8),
    grade VARCHAR, sure FLOAT, source VARCHAR, table_type VARCHAR, source_id VARCHAR, page INTEGER, line INTEGER,
    address VARCHAR, bbox FLOAT[], n_sources INTEGER, agree BOOLEAN
);
CREATE TABLE claims (
    doc INTEGER, report INTEGER, alone BOOLEAN, indicator VARCHAR, fund VARCHAR, change DECIMAL(38, 8), rate DECIMAL(38, 8),
    reason VARCHAR, contradicted BOOLEAN, completion DECIMAL(38, 8), completion_reason VARCHAR
);
CREATE TABLE differences (doc INTEGER, report INTEGER, alone BOOLEAN, indicator VARCHAR, fund VARCHAR, change DECIMAL(38, 8));
CREATE TABLE entries AS SELECT d.doc_id, d.doc, d.report_type, m.report, m.alone FROM docs d JOIN members m USING (doc)
"""

# Every place that gives a quantity. `place` orders them: tables before prose, what is proved before what is not, what is printed
# before what follows, then as they stand in the report.
PLACES: Final = """
CREATE OR REPLACE TEMP TABLE places AS
WITH sentences AS (
    SELECT e.*, s.* EXCLUDE (doc_id) FROM read_parquet({statements}) s JOIN entries e USING (doc_id)
    WHERE s.indicator_id IS NOT NULL AND s.phase IS NOT NULL
), levels AS (
    SELECT *, 2 AS rung, phase AS level_phase, "current" AS level FROM sentences
    WHERE "current" IS NOT NULL AND coalesce(current_source, 'text') = 'text'
    UNION ALL
    SELECT *, 3, CASE base WHEN 'prior_year' THEN 'prior_year' WHEN 'initial_budget' THEN 'budget' ELSE 'adjusted' END,
           base_amount FROM sentences
    WHERE base_amount IS NOT NULL AND kind <> 'share' AND base IN ('prior_year', 'initial_budget', 'annual_budget')
      AND report_type = phase AND (base = 'prior_year' OR report_type = 'final')
    UNION ALL
    SELECT *, 4, 'prior_year',
           CASE direction WHEN 'increase' THEN "current" - amount WHEN 'decrease' THEN "current" + amount ELSE "current" END
    FROM sentences
    WHERE base_amount IS NULL AND "current" IS NOT NULL AND kind = 'change' AND base = 'prior_year'
      AND ((amount IS NOT NULL AND direction IN ('increase', 'decrease')) OR (direction = 'flat' AND coalesce(amount, 0) = 0))
), given AS (
    SELECT e.doc, e.report, e.alone, c.indicator_id AS indicator, coalesce(c.fund, '') AS fund, c.phase,
           CASE WHEN c.indicator_id IN ({counted}) THEN c.value ELSE c.value_wan END AS value, c.grade, c.sure::FLOAT AS sure,
           1 AS rung, t.type AS table_type,
           concat(c.table_id, '-r', c."row", 'c', c."column") AS source_id, c.page, c.line, c.address, c.bbox::FLOAT[] AS bbox
    FROM read_parquet({cells}) c JOIN entries e USING (doc_id) JOIN read_parquet({tables}) t USING (doc_id, table_id)
    WHERE c.indicator_id IS NOT NULL AND c.phase IS NOT NULL
    UNION ALL
    SELECT doc, report, alone, indicator_id, coalesce(fund, ''), level_phase, level, grade, score::FLOAT, rung, NULL, statement_id,
           page, NULL, NULL, NULL
    FROM levels
)
SELECT *, ((rung * 10 + CASE grade WHEN 'verified' THEN 0 WHEN 'unverified' THEN 2 ELSE 4 END - sure) * 1000)::BIGINT * 100000000
          + least(page, 99999) * 1000 + hash(source_id) % 1000 AS place
FROM given WHERE value IS NOT NULL
"""

FOUND: Final = """
CREATE OR REPLACE TEMP TABLE best AS
SELECT count(*)::INTEGER AS n_sources, max(value) - min(value) <= {tolerance} AS agree, arg_min(rowid, place) AS best
FROM places WHERE phase <> 'change' GROUP BY doc, indicator, fund, phase;
INSERT INTO found
SELECT p.doc, p.report, p.alone, p.indicator, p.fund, p.phase, p.value, p.grade, p.sure,
       CASE p.rung WHEN 1 THEN 'table' WHEN 4 THEN 'derived' ELSE 'text' END, p.table_type, p.source_id, p.page, p.line, p.address,
       p.bbox, b.n_sources, b.agree
FROM best b JOIN places p ON p.rowid = b.best
"""

# 增减额 of a table, and last year's figure that follows from it.
DIFFERENCES: Final = """
INSERT INTO differences
SELECT doc, report, alone, indicator, fund, arg_min(value, place) FROM places WHERE phase = 'change' GROUP BY ALL
"""
DIFFERENCES_LEFT: Final = """
INSERT INTO found
SELECT f.doc, f.report, f.alone, f.indicator, f.fund, 'prior_year', f.value - c.change, f.grade, f.sure, 'derived',
       f.table_type, f.source_id, f.page, f.line, f.address, f.bbox, 1, true
FROM differences c JOIN found f USING (doc, indicator, fund) JOIN docs d USING (doc)
ANTI JOIN (SELECT doc, indicator, fund FROM found WHERE phase = 'prior_year') p USING (doc, indicator, fund)
WHERE f.phase = d.report_type
"""

CLAIMS: Final = """
INSERT INTO claims
SELECT doc, report, alone, indicator, fund, c.change, c.rate, c.reason, coalesce(c.contradicted, false), b.completion, b.completion_reason
FROM (
    SELECT e.doc, e.report, e.alone, s.indicator_id AS indicator, coalesce(s.fund, '') AS fund,
           arg_min(struct_pack(
               change := CASE s.direction WHEN 'decrease' THEN -s.amount WHEN 'flat' THEN coalesce(s.amount, 0) ELSE s.amount END,
               rate := CASE s.direction WHEN 'decrease' THEN -s.percent WHEN 'flat' THEN coalesce(s.percent, 0) ELSE s.percent END,
               reason := {reason}, contradicted := s.grade = 'contradicted'), {order})
               FILTER (s.kind = 'change' AND s.base = 'prior_year') AS c,
           arg_min(struct_pack(completion := s.percent, completion_reason := {reason}), {order})
               FILTER (s.kind = 'completion') AS b
    FROM read_parquet({statements}) s JOIN entries e USING (doc_id)
    WHERE s.indicator_id IS NOT NULL AND s.phase = e.report_type
    GROUP BY ALL
)
WHERE c IS NOT NULL OR b IS NOT NULL
"""
# Telephone numbers and names of contacts stay in the corpus; most reasons have nothing like them, and Python looks at the others.
REASON: Final = (
    "CASE WHEN regexp_matches(s.reason, '联系|咨询|电话|手机|传真|热线|邮箱|负责人|[0-9]{7}|@') THEN without_contacts(s.reason)"
    " ELSE s.reason END"
)
CLAIM_ORDER: Final = (
    "CASE WHEN s.reason IS NULL THEN 10 ELSE 0 END + CASE s.grade WHEN 'verified' THEN 0 WHEN 'unverified' THEN 2 ELSE 4 END"
    " - s.score + s.page / 1000000 + hash(s.statement_id) % 1000 / 1e12"
)

# Two documents of one report say the same, or one is a later edition; tables and text may be two files. The later edition comes
# first, then what has tables, then what was read best.
ROLES: Final = """
CREATE TABLE contested AS SELECT * FROM found WHERE NOT alone;
CREATE TABLE roles AS
WITH held AS (
    SELECT doc, count(*) AS figures, count_if(source = 'table') AS of_tables FROM contested GROUP BY doc
), ranked AS (
    SELECT m.doc, m.report, m.alone, coalesce(h.figures, 0) AS figures, coalesce(h.of_tables, 0) AS of_tables,
           (row_number() OVER (PARTITION BY m.report ORDER BY d.edition DESC, d.retrieved DESC NULLS LAST,
                               coalesce(h.of_tables, 0) = 0, m.rank))::INTEGER AS rank
    FROM members m JOIN docs d USING (doc) LEFT JOIN held h USING (doc)
), several AS (SELECT doc, report, rank FROM ranked WHERE NOT alone),
compared AS (
    SELECT o.doc, count(w.value) AS common, count(*) FILTER (abs(o.value - w.value) <= {tolerance}) AS same
    FROM several m JOIN contested o USING (doc) JOIN several b ON b.report = m.report AND b.rank = 1
    LEFT JOIN contested w ON (w.doc, w.indicator, w.fund, w.phase) = (b.doc, o.indicator, o.fund, o.phase)
    WHERE m.rank > 1 GROUP BY ALL
)
SELECT m.doc, m.report, m.rank, best.doc AS best,
       CASE WHEN m.rank = 1 THEN 'used'
            WHEN coalesce(c.common, 0) = 0 THEN 'complement'
            WHEN c.same >= {copy_share} * c.common THEN 'copy'
            WHEN bd.edition AND NOT d.edition OR bd.retrieved > d.retrieved THEN 'superseded'
            WHEN m.of_tables = 0 AND best.of_tables > 0 THEN 'complement'
            ELSE 'differs' END AS role,
       c.common, c.common - c.same AS differ, best.figures * 2 < m.figures AS more
FROM ranked m JOIN docs d USING (doc) JOIN ranked best ON best.report = m.report AND best.rank = 1
JOIN docs bd ON bd.doc = best.doc LEFT JOIN compared c ON c.doc = m.doc
"""

CHANGES: Final = """
CREATE TABLE changes AS
SELECT r.report, o.indicator, o.fund, o.phase, o.value AS earlier, w.value AS later, d.doc_id AS earlier_doc_id,
       d.path AS earlier_path, b.doc_id AS later_doc_id, b.path AS later_path, r.role
FROM roles r JOIN contested o USING (doc) JOIN contested w ON (w.doc, w.indicator, w.fund, w.phase) = (r.best, o.indicator, o.fund, o.phase)
JOIN docs d ON d.doc = r.doc JOIN docs b ON b.doc = r.best
WHERE r.role IN ('superseded', 'differs', 'complement') AND abs(o.value - w.value) > {tolerance}
"""

# Of several documents of a report the best one that has the figure. A later edition with less than half of the figures corrects
# single ones: the others are those of the edition before.
CHOSEN: Final = """
CREATE TABLE usable AS
SELECT doc, rank FROM roles WHERE role IN ('used', 'complement', 'copy') OR (role = 'superseded' AND more);
CREATE TABLE picked AS
SELECT f.* FROM contested f JOIN usable u USING (doc)
QUALIFY row_number() OVER (PARTITION BY f.report, f.indicator, f.fund, f.phase ORDER BY u.rank) = 1;
CREATE VIEW chosen AS SELECT * FROM found WHERE alone UNION ALL SELECT * FROM picked;
CREATE TABLE scopes AS
SELECT report, first(d.scope ORDER BY r.rank) FILTER (d.scope IS NOT NULL) AS scope FROM roles r JOIN docs d USING (doc)
GROUP BY report
"""

# A body that ends where another begins, in one place, is one body under two names where the later one's figures of last year are
# the earlier one's: {least} amounts or more, none of which is another, and no second body fits as well.
RENAMED: Final = """
CREATE TABLE renamed AS
WITH spans AS (
    SELECT r.agency_id, r.report_type, min(r.year) AS first_year, max(r.year) AS last_year FROM reports r GROUP BY ALL
), ends AS (
    SELECT DISTINCT r.report, r.agency_id, r.report_type, r.year, d.region_id
    FROM reports r JOIN members m USING (report) JOIN docs d USING (doc)
    JOIN spans s ON (s.agency_id, s.report_type) = (r.agency_id, r.report_type)
    WHERE r.year = s.last_year AND d.region_id <> ''
), starts AS (
    SELECT DISTINCT r.report, r.agency_id, r.report_type, r.year, d.region_id
    FROM reports r JOIN members m USING (report) JOIN docs d USING (doc)
    JOIN spans s ON (s.agency_id, s.report_type) = (r.agency_id, r.report_type)
    WHERE r.year = s.first_year AND d.region_id <> ''
), met AS (
    SELECT e.report AS before, s.report AS after, e.agency_id AS earlier, s.agency_id AS later, s.year, e.report_type
    FROM ends e JOIN starts s ON (e.region_id, e.report_type, e.year) = (s.region_id, s.report_type, s.year - 1)
    WHERE e.agency_id <> s.agency_id
), overlapping AS (
    SELECT DISTINCT m.earlier, m.later FROM met m JOIN reports a ON a.agency_id = m.earlier
    JOIN reports b ON (b.agency_id, b.year, b.report_type) = (m.later, a.year, a.report_type)
), pairs AS (
    SELECT * FROM met ANTI JOIN overlapping USING (earlier, later)
), told AS (
    SELECT c.* FROM chosen c SEMI JOIN (SELECT before AS report FROM pairs UNION ALL SELECT after FROM pairs) p USING (report)
), fits AS (
    SELECT p.earlier, p.later, p.year, count(DISTINCT y.value) AS amounts
    FROM pairs p JOIN told y ON y.report = p.after AND y.phase = 'prior_year' AND y.value <> 0
    JOIN told x ON (x.report, x.indicator, x.fund, x.phase) = (p.before, y.indicator, y.fund, p.report_type)
    GROUP BY ALL
    HAVING bool_and(abs(x.value - y.value) <= {tolerance}) AND count(DISTINCT y.value) >= {least}
)
SELECT earlier, any_value(later) AS later, any_value(year) AS year, any_value(amounts) AS amounts FROM fits
GROUP BY earlier HAVING count(*) = 1 AND any_value(later) IN (SELECT later FROM fits GROUP BY later HAVING count(DISTINCT earlier) = 1)
"""

SAME_BODY: Final = """
CREATE TABLE bodies AS
WITH RECURSIVE chain(agency_id, root) AS (
    SELECT DISTINCT agency_id, agency_id FROM reports WHERE agency_id NOT IN (SELECT later FROM renamed)
    UNION
    SELECT n.later, c.root FROM chain c JOIN renamed n ON n.earlier = c.agency_id
)
SELECT agency_id, any_value(root) AS body FROM chain GROUP BY agency_id;
UPDATE bodies SET body = agency_id WHERE body IN (
    SELECT b.body FROM bodies b JOIN reports r USING (agency_id) GROUP BY b.body, r.year, r.report_type HAVING count(*) > 1
)
"""

PANEL: Final = """
CREATE VIEW panel AS
SELECT
    coalesce(b.body, r.agency_id) AS agency_id, d.agency, h.scope, nullif(d.region_id, '') AS region_id, d.region_code,
    CASE WHEN d.province IS NOT NULL THEN left(d.region_code, 2) || '0000' END AS province_code, d.province,
    CASE WHEN d.city IS NOT NULL THEN left(d.region_code, 4) || '00' END AS city_code, d.city,
    CASE WHEN d.county IS NOT NULL THEN d.region_code END AS county_code, d.county,
    r.year, r.report_type, c.indicator AS indicator_id, i.zh AS indicator, nullif(c.fund, '') AS fund, c.phase,
    c.value, i.unit, c.grade, c.sure, c.source, c.table_type, c.n_sources, c.agree,
    CASE WHEN s.contradicted AND p.printed THEN c.value - p.value ELSE coalesce(s.change, t.change, c.value - p.value) END AS change,
    CASE WHEN s.contradicted AND p.printed THEN 'computed' WHEN s.change IS NOT NULL THEN 'text' WHEN t.change IS NOT NULL THEN 'table'
         WHEN p.value IS NOT NULL AND c.value IS NOT NULL THEN 'computed' END AS change_from,
    s.rate, s.reason, s.completion, s.completion_reason,
    y.value AS last_year_value, abs(c.value - y.value) <= {tolerance} AS last_year_agrees,
    d.doc_id, d.path, c.source_id, c.page, c.line, c.address,
    c.bbox[1] AS x0, c.bbox[2] AS y0, c.bbox[3] AS x1, c.bbox[4] AS y1,
    c.report
FROM chosen c JOIN reports r USING (report) JOIN docs d USING (doc) JOIN scopes h USING (report) JOIN indicators i ON i.id = c.indicator
LEFT JOIN bodies b ON b.agency_id = r.agency_id
LEFT JOIN told s ON (s.report, s.indicator, s.fund) = (c.report, c.indicator, c.fund) AND c.phase = r.report_type
LEFT JOIN set_apart t ON (t.report, t.indicator, t.fund) = (c.report, c.indicator, c.fund) AND c.phase = r.report_type
LEFT JOIN before p ON (p.report, p.indicator, p.fund) = (c.report, c.indicator, c.fund) AND c.phase = r.report_type
LEFT JOIN last_year y ON (y.report, y.indicator, y.fund) = (c.report, c.indicator, c.fund) AND c.phase = 'prior_year'
"""

# What a row of the panel is joined with; each has one row a report, indicator and fund.
JOINED: Final = """
CREATE TABLE told AS
SELECT report, indicator, fund, change, rate, reason, contradicted, completion, completion_reason FROM claims WHERE alone
UNION ALL
SELECT c.report, c.indicator, c.fund, first(c.change ORDER BY u.rank), first(c.rate ORDER BY u.rank),
       first(c.reason ORDER BY u.rank), first(c.contradicted ORDER BY u.rank),
       first(c.completion ORDER BY u.rank), first(c.completion_reason ORDER BY u.rank)
FROM claims c JOIN usable u USING (doc) WHERE NOT c.alone GROUP BY ALL;
CREATE TABLE set_apart AS
SELECT report, indicator, fund, change FROM differences WHERE alone
UNION ALL
SELECT c.report, c.indicator, c.fund, first(c.change ORDER BY u.rank)
FROM differences c JOIN usable u USING (doc) WHERE NOT c.alone GROUP BY ALL;
CREATE TABLE before AS SELECT report, indicator, fund, value, source <> 'derived' AS printed FROM chosen WHERE phase = 'prior_year';
CREATE TABLE last_year AS
SELECT now.report, c.indicator, c.fund, c.value
FROM reports now JOIN bodies nb ON nb.agency_id = now.agency_id
JOIN bodies lb ON lb.body = nb.body
JOIN reports last ON (last.agency_id, last.report_type, last.year) = (lb.agency_id, now.report_type, now.year - 1)
JOIN chosen c ON c.report = last.report AND c.phase = last.report_type
SEMI JOIN before p ON (p.report, p.indicator, p.fund) = (now.report, c.indicator, c.fund)
"""
