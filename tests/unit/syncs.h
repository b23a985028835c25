/* Stands before fsync and fdatasync of the whole program, SQLite's too: counts them, and fails when
 * told to, as a disk does. Included by one file of a program. */
#ifndef SAYSO_TESTS_SYNCS_H
#define SAYSO_TESTS_SYNCS_H

#include <errno.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct {
	unsigned files, folders; /* synced so far */
	unsigned fail_after;     /* counts down; the sync that makes it 0 fails, and no other */
} syncs;

static int sync_seen(int file, long call)
{
	struct stat about;
	if (syncs.fail_after > 0 && --syncs.fail_after == 0) {
		errno = EIO;
		return -1;
	}
	if (fstat(file, &about) == 0 && S_ISDIR(about.st_mode))
		syncs.folders++;
	else
		syncs.files++;
	return (int)syscall(call, file);
}

int fsync(int file)
{
	return sync_seen(file, SYS_fsync);
}

int fdatasync(int file)
{
	return sync_seen(file, SYS_fdatasync);
}

#endif
