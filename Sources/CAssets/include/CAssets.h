#pragma once
#include <stddef.h>

/// One file that the binary carries: its path as named in assets.c, where its bytes begin, how many they are.
struct embedded_file {
    const char *name;
    const unsigned char *bytes;
    size_t count;
};

extern const struct embedded_file embedded_files[];
extern const size_t embedded_file_count;
