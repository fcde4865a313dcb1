/* schema.c - the versions of the database, as SQL.
 *
 * Tables that grow with the responses declare no foreign keys: with one,
 * SQLite looks up the parent of each row, and can no longer empty a table at
 * once.  docs/formats/database.md says what refers to what. */
#include "core/store/schema.h"

static const char survey_tables[] =
    "CREATE TABLE survey(\n"
    "  id INTEGER PRIMARY KEY, key TEXT NOT NULL,\n"
    "  wave TEXT NOT NULL DEFAULT '', title TEXT, definition TEXT NOT NULL,\n"
    "  ingest_sha256 TEXT NOT NULL, analyse_sha256 TEXT NOT NULL,\n"
    "  report_sha256 TEXT NOT NULL, organisation TEXT, contact TEXT,\n"
    "  fieldwork_from TEXT, fieldwork_to TEXT,\n"
    "  data_version INTEGER NOT NULL DEFAULT 0,\n"
    "  analysed_with TEXT NOT NULL DEFAULT '',\n"
    "  reported_with TEXT NOT NULL DEFAULT '', UNIQUE(key, wave));\n"
    "CREATE TABLE question(\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  survey_id INTEGER NOT NULL REFERENCES survey(id),\n"
    "  key TEXT NOT NULL, type TEXT NOT NULL, text TEXT, asked_if TEXT,\n"
    "  about_you INTEGER NOT NULL DEFAULT 0,\n"
    "  sensitive INTEGER NOT NULL DEFAULT 0, position INTEGER NOT NULL,\n"
    "  derived TEXT, derived_from TEXT, UNIQUE(survey_id, key));\n"
    "CREATE TABLE item(\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  question_id INTEGER NOT NULL REFERENCES question(id),\n"
    "  key TEXT NOT NULL, label TEXT, position INTEGER NOT NULL,\n"
    "  excludes INTEGER NOT NULL DEFAULT 0, UNIQUE(question_id, key));\n"
    "CREATE TABLE option(\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  question_id INTEGER NOT NULL REFERENCES question(id),\n"
    "  code INTEGER NOT NULL, key TEXT NOT NULL, label TEXT, score REAL,\n"
    "  side TEXT, state TEXT NOT NULL, UNIQUE(question_id, code));\n"
    "CREATE INDEX option_by_key ON option(question_id, key);\n"
    "CREATE TABLE answer_column(\n"
    "  question_id INTEGER NOT NULL REFERENCES question(id),\n"
    "  item_id INTEGER REFERENCES item(id), table_name TEXT NOT NULL,\n"
    "  column_name TEXT NOT NULL, kind TEXT NOT NULL);\n";

static const char source_tables[] =
    "CREATE TABLE source(\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  survey_id INTEGER NOT NULL REFERENCES survey(id),\n"
    "  key TEXT NOT NULL, name TEXT NOT NULL, path TEXT, sha256 TEXT,\n"
    "  channel TEXT, sample TEXT, encoding TEXT, encoding_evidence TEXT,\n"
    "  platform TEXT, rows INTEGER, empty_rows INTEGER, superseded_by "
    "INTEGER);\n"
    "CREATE TABLE ledger(\n"
    "  source_id INTEGER PRIMARY KEY REFERENCES source(id),\n"
    "  received INTEGER NOT NULL, analysed INTEGER NOT NULL,\n"
    "  removed INTEGER NOT NULL, rejected INTEGER NOT NULL,\n"
    "  CHECK (received = analysed + removed + rejected));\n"
    "CREATE TABLE removal(\n"
    "  source_id INTEGER NOT NULL REFERENCES source(id),\n"
    "  reason TEXT NOT NULL, rows INTEGER NOT NULL);\n"
    "CREATE TABLE rejected(\n"
    "  source_id INTEGER NOT NULL, line INTEGER NOT NULL,\n"
    "  reason TEXT NOT NULL, detail TEXT, raw TEXT);\n"
    "CREATE TABLE response(\n"
    "  id INTEGER PRIMARY KEY, survey_id INTEGER NOT NULL,\n"
    "  source_id INTEGER NOT NULL, line INTEGER NOT NULL, external_id TEXT,\n"
    "  row_hash BLOB, submitted TEXT, kind TEXT, status TEXT NOT NULL,\n"
    "  reason TEXT, duplicate_of INTEGER, flags INTEGER NOT NULL DEFAULT 0,\n"
    "  CHECK (status IN ('analysed', 'removed')));\n"
    "CREATE TABLE comment(\n"
    "  response_id INTEGER NOT NULL, question_id INTEGER NOT NULL,\n"
    "  item_id INTEGER, kind TEXT NOT NULL, text TEXT NOT NULL);\n"
    "CREATE TABLE weight(\n"
    "  survey_id INTEGER NOT NULL, response_id INTEGER NOT NULL,\n"
    "  scheme TEXT NOT NULL, value REAL NOT NULL,\n"
    "  PRIMARY KEY (survey_id, scheme, response_id)) WITHOUT ROWID;\n"
    "CREATE TABLE design(\n"
    "  response_id INTEGER PRIMARY KEY, stratum TEXT, cluster TEXT,\n"
    "  population REAL);\n"
    "CREATE TABLE definition_file(\n"
    "  survey_id INTEGER NOT NULL REFERENCES survey(id),\n"
    "  path TEXT NOT NULL, text TEXT NOT NULL,\n"
    "  PRIMARY KEY (survey_id, path));\n";

static const char result_tables[] =
    "CREATE TABLE measure(\n"
    "  name TEXT PRIMARY KEY, kind TEXT NOT NULL, unit TEXT, lower REAL,\n"
    "  upper REAL, better TEXT, wording TEXT, reference TEXT);\n"
    "CREATE TABLE run(\n"
    "  id INTEGER PRIMARY KEY, stage TEXT NOT NULL, version TEXT,\n"
    "  config_sha256 TEXT, seed INTEGER, started TEXT,\n"
    "  survey TEXT NOT NULL, wave TEXT NOT NULL);\n"
    "CREATE TABLE estimate(\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  run_id INTEGER NOT NULL, survey TEXT NOT NULL, wave TEXT NOT NULL,\n"
    "  source TEXT, question TEXT, item TEXT, option TEXT, breakdown TEXT,\n"
    "  level TEXT, base TEXT, scheme TEXT, measure TEXT, arg REAL,\n"
    "  value REAL, se REAL, lower REAL, upper REAL, confidence REAL,\n"
    "  interval TEXT, df REAL, n INTEGER, count INTEGER, n_weighted REAL,\n"
    "  n_effective REAL, deff REAL, method TEXT);\n"
    "CREATE TABLE interval(\n"
    "  run_id INTEGER NOT NULL, survey TEXT NOT NULL, wave TEXT NOT NULL,\n"
    "  estimate_id INTEGER NOT NULL, interval TEXT NOT NULL,\n"
    "  confidence REAL, lower REAL, upper REAL);\n"
    "CREATE TABLE ranking(\n"
    "  run_id INTEGER NOT NULL, survey TEXT NOT NULL, wave TEXT NOT NULL,\n"
    "  source TEXT, question TEXT, breakdown TEXT, level TEXT, base TEXT,\n"
    "  scheme TEXT, rule TEXT, unranked TEXT, headline INTEGER NOT NULL,\n"
    "  item TEXT, score REAL, se REAL, lower REAL, upper REAL,\n"
    "  confidence REAL, df REAL, rank INTEGER, rank_lower INTEGER,\n"
    "  rank_upper INTEGER, rank_lower_all INTEGER, rank_upper_all INTEGER,\n"
    "  rank_lower_holm INTEGER, rank_upper_holm INTEGER, tier INTEGER,\n"
    "  n INTEGER, count INTEGER, n_weighted REAL, n_effective REAL,\n"
    "  deff REAL, method TEXT);\n"
    "CREATE TABLE test(\n"
    "  run_id INTEGER NOT NULL, survey TEXT NOT NULL, wave TEXT NOT NULL,\n"
    "  source TEXT, question TEXT, item TEXT, option TEXT, breakdown TEXT,\n"
    "  level TEXT, other_level TEXT, base TEXT, scheme TEXT, measure TEXT,\n"
    "  test TEXT, family TEXT, value REAL, df1 REAL, df2 REAL, p REAL,\n"
    "  p_adjusted REAL, p_bh REAL, told INTEGER, difference REAL, se REAL, "
    "lower REAL, upper REAL,\n"
    "  effect TEXT, effect_value REAL, n INTEGER, method TEXT);\n";

/* Filled by what weights to targets and compares items pair by pair. */
static const char diagnostic_tables[] =
    "CREATE TABLE weighting(\n"
    "  run_id INTEGER NOT NULL, survey TEXT NOT NULL, wave TEXT NOT NULL,\n"
    "  source TEXT, scheme TEXT, n INTEGER, n_effective REAL, deff REAL,\n"
    "  sum REAL, mean REAL, sd REAL, minimum REAL, q01 REAL, q05 REAL,\n"
    "  q25 REAL, median REAL, q75 REAL, q95 REAL, q99 REAL, maximum REAL,\n"
    "  cap REAL, capped INTEGER, missing INTEGER, iterations INTEGER,\n"
    "  rounds INTEGER, converged INTEGER, largest_gap REAL, method TEXT);\n"
    "CREATE TABLE weighting_largest(\n"
    "  run_id INTEGER NOT NULL, survey TEXT NOT NULL, wave TEXT NOT NULL,\n"
    "  source TEXT, scheme TEXT, place INTEGER, response_id INTEGER,\n"
    "  value REAL, over_mean REAL, levels TEXT);\n"
    "CREATE TABLE profile(\n"
    "  run_id INTEGER NOT NULL, survey TEXT NOT NULL, wave TEXT NOT NULL,\n"
    "  source TEXT, scheme TEXT, kind TEXT, breakdown TEXT, level TEXT,\n"
    "  n INTEGER, share_of_all REAL, share_before REAL, share REAL,\n"
    "  target REAL, difference REAL, over_target REAL, se REAL,\n"
    "  dissimilarity REAL, test TEXT, value REAL, df1 REAL, df2 REAL,\n"
    "  p REAL);\n"
    "CREATE TABLE pairwise(\n"
    "  run_id INTEGER NOT NULL, survey TEXT NOT NULL, wave TEXT NOT NULL,\n"
    "  source TEXT, question TEXT, breakdown TEXT, level TEXT, base TEXT,\n"
    "  scheme TEXT, unranked TEXT, item TEXT, other_item TEXT, ahead REAL,\n"
    "  behind REAL, tied REAL, share REAL, se REAL, lower REAL, upper REAL,\n"
    "  confidence REAL, df REAL, rules_ahead INTEGER,\n"
    "  rules_behind INTEGER, rules INTEGER, n INTEGER, n_weighted REAL,\n"
    "  method TEXT);\n"
    "CREATE TABLE plan_evidence(\n"
    "  run_id INTEGER NOT NULL, survey TEXT NOT NULL, wave TEXT NOT NULL,\n"
    "  kind TEXT NOT NULL, theme TEXT, objective TEXT, title TEXT,\n"
    "  order_key TEXT, position INTEGER, source TEXT, question TEXT,\n"
    "  item TEXT, option TEXT, breakdown TEXT, level TEXT, base TEXT,\n"
    "  scheme TEXT, measure TEXT, unranked TEXT, value REAL, se REAL,\n"
    "  lower REAL, upper REAL, rank INTEGER, rank_lower INTEGER,\n"
    "  rank_upper INTEGER, rank_lower_all INTEGER, rank_upper_all INTEGER,\n"
    "  other_rank REAL, difference REAL, p_adjusted REAL, n INTEGER);\n";

/* A crossing's names are cut at its star; keys have none. */
#define BEFORE_STAR(x)                                                         \
    "CASE instr(r." x ", '*') WHEN 0 THEN r." x " ELSE substr(r." x            \
    ", 1, instr(r." x ", '*') - 1) END"
#define BEHIND_STAR(x) "substr(r." x ", instr(r." x ", '*') + 1)"

/* The first alias is of the rows, the others of what has their labels. */
#define RESULT_LABELS "  q.text AS question_text, i.label AS item_label,\n"
#define LEVEL_LABELS                                                           \
    "  CASE WHEN r.breakdown IS NULL THEN 'Everyone'\n"                        \
    "    WHEN r.breakdown = 'respondent' THEN 'Kind of respondent'\n"          \
    "    WHEN b2.id IS NULL THEN ifnull(b1.text, r.breakdown)\n"               \
    "    ELSE b1.text || ', ' || b2.text END AS breakdown_text,\n"             \
    "  CASE WHEN r.level IS NULL THEN 'Everyone'\n"                            \
    "    WHEN r.breakdown = 'respondent' THEN CASE r.level\n"                  \
    "      WHEN 'individual' THEN 'Individuals'\n"                             \
    "      WHEN 'organisation' THEN 'Organisations'\n"                         \
    "      WHEN 'staff' THEN 'Staff' ELSE r.level END\n"                       \
    "    WHEN b2.id IS NULL THEN coalesce(o1.label, i1.label, r.level)\n"      \
    "    ELSE coalesce(o1.label, i1.label) || ', ' ||\n"                       \
    "      coalesce(o2.label, i2.label) END AS level_label\n"
#define LABEL_JOINS                                                            \
    "  LEFT JOIN survey s ON s.key = r.survey AND s.wave = r.wave\n"           \
    "  LEFT JOIN question q ON q.survey_id = s.id AND q.key = r.question\n"    \
    "  LEFT JOIN item i ON i.question_id = q.id AND i.key = r.item\n"
#define LEVEL_JOINS                                                                                                            \
    "  LEFT JOIN question b1 ON b1.survey_id = s.id\n"                                                                         \
    "    AND b1.key = " BEFORE_STAR(                                                                                           \
        "breakdown") "\n"                                                                                                      \
                     "  LEFT JOIN option o1 ON o1.question_id = b1.id\n"                                                       \
                     "    AND o1.key = " BEFORE_STAR(                                                                          \
                         "level") "\n"                                                                                         \
                                  "  LEFT JOIN item i1 ON i1.question_id = "                                                   \
                                  "b1.id\n"                                                                                    \
                                  "    AND i1.key = " BEFORE_STAR(                                                             \
                                      "level") "\n"                                                                            \
                                               "  LEFT JOIN question b2 ON "                                                   \
                                               "b2.survey_id = s.id\n"                                                         \
                                               "    AND instr(r.breakdown, "                                                   \
                                               "'*') AND b2.key "                                                              \
                                               "= " BEHIND_STAR(                                                               \
                                                   "breakdown") "\n"                                                           \
                                                                "  LEFT JOIN "                                                 \
                                                                "option o2 "                                                   \
                                                                "ON "                                                          \
                                                                "o2.question_"                                                 \
                                                                "id = b2.id\n"                                                 \
                                                                "    AND "                                                     \
                                                                "o2.key "                                                      \
                                                                "="                                                            \
                                                                " " BEHIND_STAR(                                               \
                                                                    "level") "\n"                                              \
                                                                             "  LEFT JOIN item i2 ON i2.question_id = b2.id\n" \
                                                                             "    AND i2.key = " BEHIND_STAR(                  \
                                                                                 "level")

static const char estimate_view[] =
    "CREATE VIEW estimate_labelled AS SELECT r.*,\n" RESULT_LABELS
    "  o.label AS option_label,\n" LEVEL_LABELS
    "  FROM estimate r\n" LABEL_JOINS "  LEFT JOIN option o ON o.question_id = "
    "q.id AND o.key = r.option\n" LEVEL_JOINS ";\n";

static const char ranking_view[] =
    "CREATE VIEW ranking_labelled AS SELECT r.*,\n" RESULT_LABELS LEVEL_LABELS
    "  FROM ranking r\n" LABEL_JOINS LEVEL_JOINS ";\n";

static const char ledger_view[] =
    "CREATE VIEW ledger_labelled AS SELECT v.key AS survey, v.wave AS wave,\n"
    "  s.key AS source, s.name AS file, s.channel AS channel,\n"
    "  s.sample AS sample, l.received, l.analysed, l.removed, l.rejected,\n"
    "  s.empty_rows AS empty_rows, (SELECT group_concat(m.reason || ': ' ||\n"
    "    m.rows, '; ') FROM removal m WHERE m.source_id = s.id)\n"
    "    AS removed_why\n"
    "  FROM ledger l JOIN source s ON s.id = l.source_id\n"
    "  JOIN survey v ON v.id = s.survey_id;\n";

static const char *const version_1[] = {
    survey_tables, source_tables, result_tables, diagnostic_tables,
    estimate_view, ranking_view,  ledger_view,   NULL,
};

static const char *const version_2[] = {
    "ALTER TABLE source ADD COLUMN key_fingerprint TEXT",
    NULL,
};

const struct schema_step schema_steps[SCHEMA_VERSION] = {{version_1},
                                                         {version_2}};
