#include "CAssets.h"

/* One line a file; the folders stand beside the code that uses them. */
#define FILE_BYTES static const unsigned char
FILE_BYTES style[] = {
#embed "../Isthmus/Site/Assets/isthmus.css"
};
const struct embedded_file embedded_files[] = {
    {"isthmus.css", style, sizeof style},
};
const size_t embedded_file_count = sizeof embedded_files / sizeof embedded_files[0];
