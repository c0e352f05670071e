#include "CAssets.h"

/* Written by bin/embed: one entry a file; the folders stand beside the code that uses them. */
static const unsigned char file0[] = {
#embed "../Isthmus/Migrations/001-journal.sql"
};
static const unsigned char file1[] = {
#embed "../Isthmus/Site/Assets/isthmus.css"
};
static const unsigned char file2[] = {
#embed "../Isthmus/Translations/en.json"
};
static const unsigned char file3[] = {
#embed "../Isthmus/Translations/ru.json"
};

static const struct embedded_file files[] = {
    {"001-journal.sql", file0, sizeof file0},
    {"isthmus.css", file1, sizeof file1},
    {"en.json", file2, sizeof file2},
    {"ru.json", file3, sizeof file3},
};

const size_t embedded_file_count = sizeof files / sizeof files[0];

const struct embedded_file *embedded_file_at(size_t index) { return &files[index]; }
