/* Loaded before all else (LD_PRELOAD): counts what a process does to the files below a folder and
   its standard output, and at the chosen call makes it fail or kills the process.

   fault_arm(folder, action, first, last): from call number `first` to `last` (from 1; of any of the
   calls below) action is the errno the call fails with, or -1 to kill the process before it,
   -2 to kill it after it. fault_count(): calls since then. fault_last(): the name of the last one.  */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char folder[4096];
static int action, armed;
static long first, last, count;
static const char *name = "";

void fault_arm(const char *below, int what, long from, long to) {
    strncpy(folder, below, sizeof folder - 1);
    action = what; first = from; last = to; count = 0; armed = 1;
}
void fault_disarm(void) { armed = 0; }
long fault_count(void) { return count; }
const char *fault_last(void) { return name; }

/* -1: nothing of ours or nothing to do; 0: let it pass, then die; 1: fail. */
static int met(const char *called) {
    count++;
    name = called;
    if (count < first || count > last) return -1;
    if (action == -1) kill(getpid(), SIGKILL);
    if (action == -2) return 0;
    if (action > 0) { errno = action; return 1; }
    return -1;
}
static int below(const char *path) {
    return armed && path && (path[0] != '/' || !strncmp(path, folder, strlen(folder)));
}
static int ours(int fd) {
    char link[64], path[4096];
    ssize_t length;
    if (!armed) return 0;
    if (fd == 1) return 1;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return path[0] == '/' && !strncmp(path, folder, strlen(folder));
}
#define NEXT(type, called, ...) \
    static type (*next)(__VA_ARGS__); \
    if (!next) next = (type (*)(__VA_ARGS__)) dlsym(RTLD_NEXT, called)
#define GUARD(mine, called, result, call) \
    int seen = (mine) ? met(called) : -1; \
    if (seen == 1) return -1; \
    result = call; \
    if (seen == 0) kill(getpid(), SIGKILL); \
    return told

int open64(const char *path, int flags, ...) {
    va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more);
    NEXT(int, "open64", const char *, int, ...);
    GUARD(below(path) && (flags & (O_WRONLY | O_RDWR | O_CREAT)), "open", int told, next(path, flags, mode));
}
int open(const char *path, int flags, ...) {
    va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more);
    NEXT(int, "open", const char *, int, ...);
    GUARD(below(path) && (flags & (O_WRONLY | O_RDWR | O_CREAT)), "open", int told, next(path, flags, mode));
}
ssize_t write(int fd, const void *data, size_t size) {
    NEXT(ssize_t, "write", int, const void *, size_t);
    GUARD(ours(fd), "write", ssize_t told, next(fd, data, size));
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    NEXT(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    GUARD(ours(fd), "pwrite", ssize_t told, next(fd, data, size, at));
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    NEXT(ssize_t, "pwrite", int, const void *, size_t, off_t);
    GUARD(ours(fd), "pwrite", ssize_t told, next(fd, data, size, at));
}
int fsync(int fd) {
    NEXT(int, "fsync", int);
    GUARD(ours(fd), "fsync", int told, next(fd));
}
int fdatasync(int fd) {
    NEXT(int, "fdatasync", int);
    GUARD(ours(fd), "fdatasync", int told, next(fd));
}
int ftruncate64(int fd, off64_t size) {
    NEXT(int, "ftruncate64", int, off64_t);
    GUARD(ours(fd), "ftruncate", int told, next(fd, size));
}
int ftruncate(int fd, off_t size) {
    NEXT(int, "ftruncate", int, off_t);
    GUARD(ours(fd), "ftruncate", int told, next(fd, size));
}
int rename(const char *from, const char *to) {
    NEXT(int, "rename", const char *, const char *);
    GUARD(below(to), "rename", int told, next(from, to));
}
int unlink(const char *path) {
    NEXT(int, "unlink", const char *);
    GUARD(below(path), "unlink", int told, next(path));
}
