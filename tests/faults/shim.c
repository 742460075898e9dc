/* Stands between a program and its disk: preloaded into it, keeps a record of every call that
   changes a file or a folder below one root, or lets one such call fail. Used by the tests of
   faults; `disk.rs` reads the record.

   REC_LOG   file that the record is appended to
   REC_ROOT  what lies below it is recorded
   FAIL_KIND write, short, sync, open, rename or truncate
   FAIL_AT   the call of that kind that fails, counted from 0
   FAIL_PATH only calls on paths that hold this text count

   A record: one letter, then four fields, each a length of eight bytes and its bytes: path, other
   path, place in the file (decimal), data. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
static int record_fd = -1, fail_at = -1, fail_count;
static char root[4096], fail_kind[32], fail_path[256];

#define REAL(name, type, ...)                    \
    static type (*real)(__VA_ARGS__);            \
    if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

static ssize_t plain_write(int fd, const void *bytes, size_t count) {
    REAL(write, ssize_t, int, const void *, size_t);
    return real(fd, bytes, count);
}

static int plain_open(const char *path, int flags, int mode) {
    REAL(open64, int, const char *, int, ...);
    return real(path, flags, mode);
}

__attribute__((constructor)) static void start(void) {
    const char *value = getenv("REC_LOG");
    if (value) record_fd = plain_open(value, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    snprintf(root, sizeof root, "%s", (value = getenv("REC_ROOT")) ? value : "");
    snprintf(fail_kind, sizeof fail_kind, "%s", (value = getenv("FAIL_KIND")) ? value : "");
    snprintf(fail_path, sizeof fail_path, "%s", (value = getenv("FAIL_PATH")) ? value : "");
    fail_at = (value = getenv("FAIL_AT")) ? atoi(value) : -1;
}

static int in_root(const char *path) {
    size_t length = strlen(root);
    return length && !strncmp(path, root, length) && (path[length] == '/' || !path[length]);
}

/* Gives the absolute path of a name below an open folder; an empty one where there is none. */
static void resolve(int dir, const char *name, char *out, size_t size) {
    char link[64], base[4096];
    ssize_t length;
    out[0] = 0;
    if (name && name[0] == '/') {
        snprintf(out, size, "%s", name);
        return;
    }
    if (dir == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
    else snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
    length = readlink(link, base, sizeof base - 1);
    if (length < 0) return;
    base[length] = 0;
    if (name && name[0]) snprintf(out, size, "%s/%s", base, name);
    else snprintf(out, size, "%s", base);
}

static void put(char **to, const void *bytes, uint64_t count) {
    memcpy(*to, &count, 8);
    memcpy(*to + 8, bytes, count);
    *to += 8 + count;
}

/* Writes one record; the caller holds `one`. */
static void note(char op, const char *path, const char *other, int64_t at, const void *data,
                 size_t count) {
    char place[32], *whole, *end;
    int saved = errno;
    if (record_fd < 0) return;
    snprintf(place, sizeof place, "%lld", (long long)at);
    whole = end = malloc(64 + strlen(path) + strlen(other) + strlen(place) + count);
    *end++ = op;
    put(&end, path, strlen(path));
    put(&end, other, strlen(other));
    put(&end, place, strlen(place));
    put(&end, data, count);
    plain_write(record_fd, whole, (size_t)(end - whole));
    free(whole);
    errno = saved;
}

/* Tells whether this call is the one that fails. */
static int fails(const char *kind, const char *path) {
    if (fail_at < 0 || strcmp(kind, fail_kind) || !in_root(path)) return 0;
    if (fail_path[0] && !strstr(path, fail_path)) return 0;
    if (__atomic_fetch_add(&fail_count, 1, __ATOMIC_SEQ_CST) != fail_at) return 0;
    pthread_mutex_lock(&one);
    note('F', path, "", 0, "", 0);
    pthread_mutex_unlock(&one);
    errno = EIO;
    return 1;
}

static int64_t place_of(int fd) {
    struct stat info;
    int flags = fcntl(fd, F_GETFL);
    if (flags >= 0 && (flags & O_APPEND) && !fstat(fd, &info)) return info.st_size;
    return lseek(fd, 0, SEEK_CUR);
}

static ssize_t wrote(int fd, int64_t at, const char *path, const void *bytes, ssize_t done) {
    (void)fd;
    if (done > 0) note('W', path, "", at, bytes, (size_t)done);
    return done;
}

ssize_t write(int fd, const void *bytes, size_t count) {
    char path[8192];
    ssize_t done;
    if (fd == 1 && record_fd >= 0) {
        pthread_mutex_lock(&one);
        note('A', "", "", 0, bytes, count);
        pthread_mutex_unlock(&one);
        return plain_write(fd, bytes, count);
    }
    resolve(fd, "", path, sizeof path);
    if (!in_root(path)) return plain_write(fd, bytes, count);
    if (fails("write", path)) return -1;
    if (fails("short", path)) count = count / 2 + 1;
    pthread_mutex_lock(&one);
    int64_t at = place_of(fd);
    done = wrote(fd, at, path, bytes, plain_write(fd, bytes, count));
    pthread_mutex_unlock(&one);
    return done;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    size_t all = 0, at = 0;
    for (int i = 0; i < count; i++) all += parts[i].iov_len;
    char *bytes = malloc(all + 1);
    for (int i = 0; i < count; at += parts[i++].iov_len)
        memcpy(bytes + at, parts[i].iov_base, parts[i].iov_len);
    ssize_t done = write(fd, bytes, all);
    free(bytes);
    return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
    REAL(pwrite64, ssize_t, int, const void *, size_t, off64_t);
    char path[8192];
    resolve(fd, "", path, sizeof path);
    if (!in_root(path)) return real(fd, bytes, count, at);
    if (fails("write", path)) return -1;
    if (fails("short", path)) count = count / 2 + 1;
    pthread_mutex_lock(&one);
    ssize_t done = wrote(fd, at, path, bytes, real(fd, bytes, count, at));
    pthread_mutex_unlock(&one);
    return done;
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    return pwrite64(fd, bytes, count, at);
}

/* Refused, so that the caller copies with calls that are seen here. */
ssize_t copy_file_range(int a, off64_t *b, int c, off64_t *d, size_t e, unsigned f) {
    (void)a, (void)b, (void)c, (void)d, (void)e, (void)f;
    errno = ENOSYS;
    return -1;
}
ssize_t sendfile64(int a, int b, off64_t *c, size_t d) {
    (void)a, (void)b, (void)c, (void)d;
    errno = ENOSYS;
    return -1;
}
ssize_t sendfile(int a, int b, off_t *c, size_t d) { return sendfile64(a, b, c, d); }

static int synced(int fd, int (*real)(int)) {
    char path[8192];
    resolve(fd, "", path, sizeof path);
    if (!in_root(path)) return real(fd);
    if (fails("sync", path)) return -1;
    pthread_mutex_lock(&one);
    int done = real(fd);
    if (!done) note('S', path, "", 0, "", 0);
    pthread_mutex_unlock(&one);
    return done;
}
int fsync(int fd) {
    REAL(fsync, int, int);
    return synced(fd, real);
}
int fdatasync(int fd) {
    REAL(fdatasync, int, int);
    return synced(fd, real);
}

int ftruncate64(int fd, off64_t size) {
    REAL(ftruncate64, int, int, off64_t);
    char path[8192];
    resolve(fd, "", path, sizeof path);
    if (!in_root(path)) return real(fd, size);
    if (fails("truncate", path)) return -1;
    pthread_mutex_lock(&one);
    int done = real(fd, size);
    if (!done) note('T', path, "", size, "", 0);
    pthread_mutex_unlock(&one);
    return done;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int opened(int dir, const char *name, int flags, int mode) {
    REAL(openat64, int, int, const char *, int, ...);
    char path[8192];
    struct stat info;
    resolve(dir, name, path, sizeof path);
    if ((flags & O_ACCMODE) == O_RDONLY || !in_root(path)) return real(dir, name, flags, mode);
    if (fails("open", path)) return -1;
    pthread_mutex_lock(&one);
    int was_there = !lstat(path, &info);
    int fd = real(dir, name, flags, mode);
    if (fd >= 0 && !was_there) note('C', path, "", 0, "", 0);
    else if (fd >= 0 && (flags & O_TRUNC)) note('T', path, "", 0, "", 0);
    pthread_mutex_unlock(&one);
    return fd;
}
#define MODE                                          \
    int mode = 0;                                     \
    if (flags & (O_CREAT | O_TMPFILE)) {              \
        va_list list;                                 \
        va_start(list, flags);                        \
        mode = va_arg(list, int);                     \
        va_end(list);                                 \
    }
int open64(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int open(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) {
    MODE return opened(dir, path, flags, mode);
}
int openat(int dir, const char *path, int flags, ...) {
    MODE return opened(dir, path, flags, mode);
}

int renameat(int from, const char *a, int to, const char *b) {
    REAL(renameat, int, int, const char *, int, const char *);
    char old[8192], new[8192];
    resolve(from, a, old, sizeof old);
    resolve(to, b, new, sizeof new);
    if (!in_root(new)) return real(from, a, to, b);
    if (fails("rename", new)) return -1;
    pthread_mutex_lock(&one);
    int done = real(from, a, to, b);
    if (!done) note('R', old, new, 0, "", 0);
    pthread_mutex_unlock(&one);
    return done;
}
int rename(const char *a, const char *b) { return renameat(AT_FDCWD, a, AT_FDCWD, b); }

int unlinkat(int dir, const char *name, int flags) {
    REAL(unlinkat, int, int, const char *, int);
    char path[8192];
    resolve(dir, name, path, sizeof path);
    if (!in_root(path)) return real(dir, name, flags);
    pthread_mutex_lock(&one);
    int done = real(dir, name, flags);
    if (!done) note('U', path, "", 0, "", 0);
    pthread_mutex_unlock(&one);
    return done;
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int dir, const char *name, mode_t mode) {
    REAL(mkdirat, int, int, const char *, mode_t);
    char path[8192];
    resolve(dir, name, path, sizeof path);
    if (!in_root(path)) return real(dir, name, mode);
    pthread_mutex_lock(&one);
    int done = real(dir, name, mode);
    if (!done) note('D', path, "", 0, "", 0);
    pthread_mutex_unlock(&one);
    return done;
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
