#include <config.h>

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "src/base/digest.h"
#include "src/base/file.h"
#include "src/base/file_replace.h"

struct folder {
    char path[32];
    char file[64], other[64], backup[64];
};

static void begin(struct folder *folder)
{
    strcpy(folder->path, "/tmp/lz-file-XXXXXX");
    assert_non_null(mkdtemp(folder->path));
    snprintf(folder->file, sizeof folder->file, "%s/file", folder->path);
    snprintf(folder->other, sizeof folder->other, "%s/other", folder->path);
    snprintf(folder->backup, sizeof folder->backup, "%s/backup", folder->path);
}

static void end(const struct folder *folder)
{
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder->path);
    assert_int_equal(system(command), 0);
}

static bool put(const char *path, const char *text, enum file_existing existing, mode_t mode,
                const char *backup, struct error *error)
{
    return file_replace(path, span_of(text), existing, mode, backup, error);
}

static void assert_content(const char *path, const char *text)
{
    struct buf bytes = {0};
    assert_true(file_read(path, 1000, &bytes, NULL));
    assert_int_equal(bytes.len, strlen(text));
    assert_memory_equal(bytes.at, text, bytes.len);
    buf_done(&bytes);
}

static mode_t mode_of(const char *path)
{
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    return status.st_mode & 07777;
}

/* Files in the folder, "." and ".." aside. */
static size_t count_files(const struct folder *folder)
{
    char command[128];
    unsigned count = 0;
    snprintf(command, sizeof command, "ls -A %s | wc -l", folder->path);
    FILE *pipe = popen(command, "r");
    assert_int_equal(fscanf(pipe, "%u", &count), 1);
    pclose(pipe);
    return count;
}

static void a_new_file_gets_its_mode_less_the_umask(void **state)
{
    struct folder folder;
    begin(&folder);
    mode_t before = umask(027);
    assert_true(put(folder.file, "een", FILE_REPLACE, 0666, NULL, NULL));
    umask(before);
    assert_int_equal(mode_of(folder.file), 0640);
    assert_content(folder.file, "een");
    assert_int_equal(count_files(&folder), 1);
    end(&folder);
}

static void a_replaced_file_keeps_its_mode(void **state)
{
    struct folder folder;
    begin(&folder);
    assert_true(put(folder.file, "een", FILE_REPLACE, 0600, NULL, NULL));
    assert_int_equal(chmod(folder.file, 0664), 0);
    assert_true(put(folder.file, "twee", FILE_REPLACE, 0600, NULL, NULL));
    assert_int_equal(mode_of(folder.file), 0664);
    assert_content(folder.file, "twee");
    end(&folder);
}

static void an_existing_file_is_refused_when_asked(void **state)
{
    struct folder folder;
    struct error error = {0};
    begin(&folder);
    assert_true(put(folder.file, "een", FILE_REFUSE, 0600, NULL, NULL));
    assert_false(put(folder.file, "twee", FILE_REFUSE, 0600, NULL, &error));
    assert_int_equal(error.kind, ERROR_OUTPUT);
    assert_content(folder.file, "een");
    assert_int_equal(count_files(&folder), 1);
    end(&folder);
}

static void a_link_stays_and_its_target_is_replaced(void **state)
{
    struct folder folder;
    struct stat status;
    struct error error = {0};
    begin(&folder);
    assert_true(put(folder.other, "een", FILE_REPLACE, 0600, NULL, NULL));
    assert_int_equal(symlink("other", folder.file), 0);
    assert_true(put(folder.file, "twee", FILE_REPLACE, 0600, NULL, NULL));
    assert_int_equal(lstat(folder.file, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_content(folder.other, "twee");
    assert_int_equal(unlink(folder.other), 0);
    assert_false(put(folder.file, "drie", FILE_REPLACE, 0600, NULL, &error)); /* it dangles */
    assert_int_equal(error.code, ENOENT);
    end(&folder);
}

static void hard_links_stay_one_file(void **state)
{
    struct folder folder;
    begin(&folder);
    assert_true(put(folder.file, "een en meer", FILE_REPLACE, 0600, NULL, NULL));
    assert_int_equal(link(folder.file, folder.other), 0);
    assert_true(put(folder.file, "twee", FILE_REPLACE, 0600, folder.backup, NULL));
    assert_content(folder.other, "twee");
    assert_true(
        put(folder.file, "veel langer dan het was", FILE_REPLACE, 0600, folder.backup, NULL));
    assert_content(folder.other, "veel langer dan het was");
    assert_int_equal(rmdir(folder.backup), 0); /* nothing is left there */
    end(&folder);
}

static void what_is_no_file_is_refused_at_once(void **state)
{
    struct folder folder;
    struct error error = {0};
    begin(&folder);
    assert_int_equal(mkfifo(folder.file, 0600), 0);
    assert_false(put(folder.file, "een", FILE_REPLACE, 0600, NULL, &error));
    assert_int_equal(file_open(folder.file, NULL, &error), -1);
    assert_int_equal(file_open(folder.path, NULL, &error), -1);
    assert_int_equal(error.code, EISDIR);
    end(&folder);
}

static void a_changed_file_is_not_replaced(void **state)
{
    struct folder folder;
    struct file_stamp none, stamp;
    bool changed = false;
    begin(&folder);
    assert_true(file_stamp_of(folder.file, &none, NULL));
    assert_false(none.exists);
    assert_true(file_replace_if(folder.file, span_of("een"), &none, 0600, NULL, &changed, NULL));
    assert_true(file_stamp_of(folder.file, &stamp, NULL));
    assert_true(put(folder.file, "ander", FILE_REPLACE, 0600, NULL, NULL));
    assert_false(file_replace_if(folder.file, span_of("twee"), &stamp, 0600, NULL, &changed, NULL));
    assert_true(changed);
    assert_content(folder.file, "ander");
    changed = false; /* one that has appeared */
    assert_false(file_replace_if(folder.file, span_of("twee"), &none, 0600, NULL, &changed, NULL));
    assert_true(changed);
    assert_content(folder.file, "ander");
    assert_int_equal(count_files(&folder), 1);
    end(&folder);
}

static void names_as_long_as_they_may_be_are_written(void **state)
{
    struct folder folder;
    char path[400];
    begin(&folder);
    snprintf(path, sizeof path, "%s/%0255d", folder.path, 7);
    assert_true(put(path, "een", FILE_REPLACE, 0600, NULL, NULL));
    assert_content(path, "een");
    end(&folder);
}

static void an_interrupted_write_in_place_is_put_back(void **state)
{
    struct folder folder;
    char command[300];
    bool restored = false;
    begin(&folder);
    assert_true(put(folder.file, "oud", FILE_REPLACE, 0600, NULL, NULL));
    assert_int_equal(link(folder.file, folder.other), 0);
    assert_true(file_restore(folder.file, folder.backup, &restored, NULL));
    assert_false(restored);
    /* The copy under the name that a write in place gives it, found by making one. */
    snprintf(command, sizeof command,
             "mkdir -p %s && printf oud >%s/file-%016llx.backup && printf half >%s", folder.backup,
             folder.backup, (unsigned long long)bytes_hash(folder.file, strlen(folder.file), 0),
             folder.file);
    assert_int_equal(system(command), 0);
    assert_true(file_restore(folder.file, folder.backup, &restored, NULL));
    assert_true(restored);
    assert_content(folder.other, "oud");
    end(&folder);
}

static void an_old_backup_is_not_put_over_what_was_written_since(void **state)
{
    struct folder folder;
    char command[400];
    bool restored = true;
    begin(&folder);
    snprintf(command, sizeof command,
             "mkdir -p %s && printf oud >%s/file-%016llx.backup && printf later >%s && "
             "touch -d 2001-01-01 %s/*.backup",
             folder.backup, folder.backup,
             (unsigned long long)bytes_hash(folder.file, strlen(folder.file), 0), folder.file,
             folder.backup);
    assert_int_equal(system(command), 0);
    assert_true(file_restore(folder.file, folder.backup, &restored, NULL));
    assert_false(restored);
    assert_content(folder.file, "later");
    end(&folder);
}

static void a_lock_is_waited_for_and_given_up(void **state)
{
    struct folder folder;
    struct error error = {0};
    begin(&folder);
    int one = file_lock(folder.file, 0, &error);
    assert_true(one >= 0);
    assert_int_equal(file_lock(folder.file, 20, &error), -1);
    assert_int_equal(error.kind, ERROR_OUTPUT);
    file_unlock(one);
    int two = file_lock(folder.file, 0, &error);
    assert_true(two >= 0);
    file_unlock(two);
    end(&folder);
}

static void a_shared_lock_is_for_all_who_may_write_in_its_folder(void **state)
{
    struct folder folder;
    struct error error = {0};
    struct stat status;
    int one, two;
    begin(&folder);
    assert_int_equal(chmod(folder.path, 0775), 0);
    mode_t mask = umask(077);
    assert_true(file_lock_shared(folder.file, 0, &one, &error));
    umask(mask);
    assert_true(one >= 0);
    assert_int_equal(stat(folder.file, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0664);
    assert_false(file_lock_shared(folder.file, 20, &two, &error));
    assert_int_equal(error.kind, ERROR_OUTPUT);
    assert_int_equal(two, -1);
    file_unlock(one);
    assert_true(file_lock_shared(folder.file, 0, &two, &error));
    assert_true(two >= 0);
    file_unlock(two);
    end(&folder);
}

static void where_no_shared_lock_can_be_had_there_is_none(void **state)
{
    struct folder folder;
    struct error error = {0};
    struct stat status;
    int fd = 0;
    begin(&folder);
    assert_int_equal(symlink("elsewhere", folder.file), 0);
    assert_true(file_lock_shared(folder.file, 0, &fd, &error));
    assert_int_equal(fd, -1);
    assert_int_equal(unlink(folder.file), 0);
    assert_int_equal(mkfifo(folder.file, 0600), 0);
    assert_true(file_lock_shared(folder.file, 0, &fd, &error));
    assert_int_equal(fd, -1);
    assert_true(file_lock_shared("/proc/no-such-folder/lock", 0, &fd, &error));
    assert_int_equal(fd, -1);
    assert_int_equal(error.kind, ERROR_NONE);
    assert_int_not_equal(stat("elsewhere", &status), 0);
    end(&folder);
}

static void old_temporary_files_of_ours_are_cleared_away(void **state)
{
    struct folder folder;
    char command[300];
    begin(&folder);
    snprintf(command, sizeof command,
             "cd %s && touch file .file.lz-00000a .filex.lz-00000b && touch -d '3 days ago' "
             ".file.lz-00000c .other.lz-00000d",
             folder.path);
    assert_int_equal(system(command), 0);
    file_clean(folder.file);
    assert_int_equal(count_files(&folder), 4);
    end(&folder);
}

static void digests_are_those_of_the_standards(void **state)
{
    assert_string_equal(digest_of(span_of("abc")).hex,
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_int_equal(crc32_of(span_of("123456789")), 0xcbf43926u);
    struct buf uuid = {0};
    digest_add_uuid(&uuid, span_of("www.example.com"));
    /* Python: uuid.uuid5(uuid.NAMESPACE_URL, "www.example.com") */
    assert_string_equal(uuid.at, "urn:uuid:b63cdfa4-3df9-568e-97ae-006c5b8fd652");
    buf_done(&uuid);
}

static void a_stamp_of_whole_seconds_is_not_sure_until_they_are_over(void **state)
{
    struct file_stamp stamp = {.exists = true, .mtime = {100, 0}, .ctime = {100, 0}};
    struct timespec now = {100, 900000000};
    assert_false(file_stamp_is_sure(&stamp, &now));
    now.tv_sec = 103;
    assert_true(file_stamp_is_sure(&stamp, &now));
    now.tv_sec = 50; /* the clock has gone back */
    assert_false(file_stamp_is_sure(&stamp, &now));
    stamp.ctime.tv_nsec = 1;
    assert_true(file_stamp_is_sure(&stamp, &now));
    stamp = (struct file_stamp){0};
    assert_true(file_stamp_is_sure(&stamp, &now));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_file_gets_its_mode_less_the_umask),
        cmocka_unit_test(a_replaced_file_keeps_its_mode),
        cmocka_unit_test(an_existing_file_is_refused_when_asked),
        cmocka_unit_test(a_link_stays_and_its_target_is_replaced),
        cmocka_unit_test(hard_links_stay_one_file),
        cmocka_unit_test(what_is_no_file_is_refused_at_once),
        cmocka_unit_test(a_changed_file_is_not_replaced),
        cmocka_unit_test(names_as_long_as_they_may_be_are_written),
        cmocka_unit_test(an_interrupted_write_in_place_is_put_back),
        cmocka_unit_test(an_old_backup_is_not_put_over_what_was_written_since),
        cmocka_unit_test(a_lock_is_waited_for_and_given_up),
        cmocka_unit_test(a_shared_lock_is_for_all_who_may_write_in_its_folder),
        cmocka_unit_test(where_no_shared_lock_can_be_had_there_is_none),
        cmocka_unit_test(old_temporary_files_of_ours_are_cleared_away),
        cmocka_unit_test(digests_are_those_of_the_standards),
        cmocka_unit_test(a_stamp_of_whole_seconds_is_not_sure_until_they_are_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
