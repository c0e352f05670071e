#pragma once
#include <stddef.h>

/// One file that the program carries: the name it has in assets.c, where its bytes begin, how many they are.
struct embedded_file {
    const char *name;
    const unsigned char *bytes;
    size_t count;
};

extern const size_t embedded_file_count;

/// The file at a position below `embedded_file_count`.
const struct embedded_file *embedded_file_at(size_t index);
