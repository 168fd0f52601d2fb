/* The pairs as a C programmer would count them: AND and popcount over bit sets, one thread.
 *
 *     gcc -O3 -march=native -o pairs pairs.c && ./pairs survey.bits
 *
 * The file: three numbers (options, words for each, people), then the words, all little-endian
 * 64-bit. Prints the seconds that the loop takes (not the reading), the best of five, and a
 * checksum of the counts for every two options i < j: sum of count * (index of the pair + 1),
 * modulo 2^64. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    uint64_t head[3];
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!file || fread(head, 8, 3, file) != 3) {
        fprintf(stderr, "usage: pairs survey.bits\n");
        return 2;
    }
    size_t options = head[0], words = head[1];
    uint64_t *sets = aligned_alloc(64, (options * words * 8 + 63) / 64 * 64);
    uint32_t *both = malloc(options * (options - 1) / 2 * sizeof *both);
    if (!sets || !both || fread(sets, 8, options * words, file) != options * words) {
        fprintf(stderr, "pairs: %s cannot be read\n", argv[1]);
        return 2;
    }
    double best = 1e9;
    for (int run = 0; run < 5; run++) {
        double start = now();
        size_t pair = 0;
        for (size_t i = 0; i < options; i++) {
            const uint64_t *a = sets + i * words;
            for (size_t j = i + 1; j < options; j++) {
                const uint64_t *b = sets + j * words;
                uint64_t count = 0;
                for (size_t w = 0; w < words; w++)
                    count += (uint64_t)__builtin_popcountll(a[w] & b[w]);
                both[pair++] = (uint32_t)count;
            }
        }
        double took = now() - start;
        if (took < best) best = took;
    }
    uint64_t checksum = 0;
    for (size_t pair = 0; pair < options * (options - 1) / 2; pair++)
        checksum += (uint64_t)both[pair] * (pair + 1);
    printf("{\"seconds\": %.6f, \"checksum\": \"%016llx\"}\n", best, (unsigned long long)checksum);
    return 0;
}
