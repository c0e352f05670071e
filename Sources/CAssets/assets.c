#include "CAssets.h"

/* Written by bin/embed: one entry a file; the folders stand beside the code that uses them. */
static const unsigned char file0[] = {
#embed "../Isthmus/Migrations/001-journal.sql"
};
static const unsigned char file1[] = {
#embed "../Isthmus/Migrations/002-accounts.sql"
};
static const unsigned char file2[] = {
#embed "../Isthmus/Migrations/003-outbox.sql"
};
static const unsigned char file3[] = {
#embed "../Isthmus/Migrations/004-vocabulary.sql"
};
static const unsigned char file4[] = {
#embed "../Isthmus/Migrations/005-directory.sql"
};
static const unsigned char file5[] = {
#embed "../Isthmus/Migrations/006-imports.sql"
};
static const unsigned char file6[] = {
#embed "../Isthmus/Migrations/007-countries-of-projects.sql"
};
static const unsigned char file7[] = {
#embed "../Isthmus/Migrations/008-merges.sql"
};
static const unsigned char file8[] = {
#embed "../Isthmus/Migrations/009-saved-searches.sql"
};
static const unsigned char file9[] = {
#embed "../Isthmus/Migrations/010-letters-read-as-others.sql"
};
static const unsigned char file10[] = {
#embed "../Isthmus/Migrations/011-calls.sql"
};
static const unsigned char file11[] = {
#embed "../Isthmus/Migrations/012-call-rule-sources.sql"
};
static const unsigned char file12[] = {
#embed "../Isthmus/Migrations/013-forms.sql"
};
static const unsigned char file13[] = {
#embed "../Isthmus/Migrations/014-partnering.sql"
};
static const unsigned char file14[] = {
#embed "../Isthmus/Migrations/015-support.sql"
};
static const unsigned char file15[] = {
#embed "../Isthmus/Migrations/016-mailings.sql"
};
static const unsigned char file16[] = {
#embed "../Isthmus/Migrations/017-events.sql"
};
static const unsigned char file17[] = {
#embed "../Isthmus/Migrations/018-inventory.sql"
};
static const unsigned char file18[] = {
#embed "../Isthmus/Migrations/019-brokerage.sql"
};
static const unsigned char file19[] = {
#embed "../Isthmus/Migrations/020-event-programmes.sql"
};
static const unsigned char file20[] = {
#embed "../Isthmus/Migrations/021-contests.sql"
};
static const unsigned char file21[] = {
#embed "../Isthmus/Migrations/022-dossiers.sql"
};
static const unsigned char file22[] = {
#embed "../Isthmus/Migrations/023-networks.sql"
};
static const unsigned char file23[] = {
#embed "../Isthmus/Migrations/024-statistics.sql"
};
static const unsigned char file24[] = {
#embed "../Isthmus/Site/Assets/find.js"
};
static const unsigned char file25[] = {
#embed "../Isthmus/Site/Assets/forms.js"
};
static const unsigned char file26[] = {
#embed "../Isthmus/Site/Assets/icon.svg"
};
static const unsigned char file27[] = {
#embed "../Isthmus/Site/Assets/isthmus.css"
};
static const unsigned char file28[] = {
#embed "../Isthmus/Site/Assets/live.js"
};
static const unsigned char file29[] = {
#embed "../Isthmus/Site/Assets/rows.js"
};
static const unsigned char file30[] = {
#embed "../Isthmus/Site/Assets/times.js"
};
static const unsigned char file31[] = {
#embed "../Isthmus/Translations/en.json"
};
static const unsigned char file32[] = {
#embed "../Isthmus/Translations/ru.json"
};
static const unsigned char file33[] = {
#embed "../Isthmus/Vocabulary/Data/call-sides.tsv"
};
static const unsigned char file34[] = {
#embed "../Isthmus/Vocabulary/Data/countries.tsv"
};
static const unsigned char file35[] = {
#embed "../Isthmus/Vocabulary/Data/currencies.tsv"
};
static const unsigned char file36[] = {
#embed "../Isthmus/Vocabulary/Data/ford.tsv"
};
static const unsigned char file37[] = {
#embed "../Isthmus/Vocabulary/Data/groups.tsv"
};
static const unsigned char file38[] = {
#embed "../Isthmus/Vocabulary/Data/languages.tsv"
};

static const struct embedded_file files[] = {
    {"001-journal.sql", file0, sizeof file0},
    {"002-accounts.sql", file1, sizeof file1},
    {"003-outbox.sql", file2, sizeof file2},
    {"004-vocabulary.sql", file3, sizeof file3},
    {"005-directory.sql", file4, sizeof file4},
    {"006-imports.sql", file5, sizeof file5},
    {"007-countries-of-projects.sql", file6, sizeof file6},
    {"008-merges.sql", file7, sizeof file7},
    {"009-saved-searches.sql", file8, sizeof file8},
    {"010-letters-read-as-others.sql", file9, sizeof file9},
    {"011-calls.sql", file10, sizeof file10},
    {"012-call-rule-sources.sql", file11, sizeof file11},
    {"013-forms.sql", file12, sizeof file12},
    {"014-partnering.sql", file13, sizeof file13},
    {"015-support.sql", file14, sizeof file14},
    {"016-mailings.sql", file15, sizeof file15},
    {"017-events.sql", file16, sizeof file16},
    {"018-inventory.sql", file17, sizeof file17},
    {"019-brokerage.sql", file18, sizeof file18},
    {"020-event-programmes.sql", file19, sizeof file19},
    {"021-contests.sql", file20, sizeof file20},
    {"022-dossiers.sql", file21, sizeof file21},
    {"023-networks.sql", file22, sizeof file22},
    {"024-statistics.sql", file23, sizeof file23},
    {"find.js", file24, sizeof file24},
    {"forms.js", file25, sizeof file25},
    {"icon.svg", file26, sizeof file26},
    {"isthmus.css", file27, sizeof file27},
    {"live.js", file28, sizeof file28},
    {"rows.js", file29, sizeof file29},
    {"times.js", file30, sizeof file30},
    {"en.json", file31, sizeof file31},
    {"ru.json", file32, sizeof file32},
    {"call-sides.tsv", file33, sizeof file33},
    {"countries.tsv", file34, sizeof file34},
    {"currencies.tsv", file35, sizeof file35},
    {"ford.tsv", file36, sizeof file36},
    {"groups.tsv", file37, sizeof file37},
    {"languages.tsv", file38, sizeof file38},
};

const size_t embedded_file_count = sizeof files / sizeof files[0];

const struct embedded_file *embedded_file_at(size_t index) { return &files[index]; }
