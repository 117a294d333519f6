/*
 * The machine's clock as one process sees it, ahead by as many seconds as the eight bytes of CLOCK_OFFSET_FILE say at the
 * moment. Time that is never set (CLOCK_MONOTONIC) is left alone, as it is when somebody sets a clock. To be preloaded.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static volatile int64_t *offset;

__attribute__((constructor)) static void map_offset(void) {
    const char *path = getenv("CLOCK_OFFSET_FILE");
    int file = path == NULL ? -1 : open(path, O_RDONLY);
    if (file < 0) {
        return;
    }
    void *mapped = mmap(NULL, sizeof *offset, PROT_READ, MAP_SHARED, file, 0);
    offset = mapped == MAP_FAILED ? NULL : mapped;
    close(file);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    static int (*machines)(clockid_t, struct timespec *);
    if (machines == NULL) {
        machines = (int (*)(clockid_t, struct timespec *)) dlsym(RTLD_NEXT, "clock_gettime");
    }
    int failed = machines(clock, now);
    if (failed == 0 && clock == CLOCK_REALTIME && offset != NULL) {
        now->tv_sec += *offset;
    }
    return failed;
}
