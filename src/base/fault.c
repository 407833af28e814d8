/* fault.c - makes the Nth call to the outside fail, in builds with -DFAULTS.
 *
 * A test runs one job with N = 1, 2, 3 ... until a run ends untouched, as
 * SQLite, curl and Lua do. REHEARSE_FAULT is N; REHEARSE_FAULT_EXIT ends the
 * process there as a kill would; REHEARSE_FAULT_STICKY makes all later calls
 * fail too; the place that failed is appended to the file REHEARSE_FAULT_LOG,
 * so that the loop knows whether there was an Nth call at all.
 */
#include "base/fault.h"

#ifdef FAULTS
#include "base/text.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* As a process killed by SIGKILL appears in a shell. */
enum { EXIT_KILLED = 137 };

static void log_fault(const char *name)
{
	const char *path = getenv("REHEARSE_FAULT_LOG");
	int log = path ? open(path, O_WRONLY | O_APPEND | O_CREAT, 0600) : -1;

	if (log < 0)
		return;
	if (write(log, name, strlen(name)) < 0 || write(log, "\n", 1) < 0)
		abort();
	close(log);
}

bool fault(const char *name)
{
	static int64_t calls;
	int64_t wanted;

	if (!text_number(str_of(getenv("REHEARSE_FAULT")), 1, INT64_MAX,
			 &wanted))
		return false;
	calls++;
	if (calls > wanted)
		return getenv("REHEARSE_FAULT_STICKY") != NULL;
	if (calls < wanted)
		return false;
	log_fault(name);
	if (getenv("REHEARSE_FAULT_EXIT"))
		_exit(EXIT_KILLED);
	return true;
}
#endif
