/* wait.c - waits for a key or a signal, without a gap between the two.
 *
 * Readline's own handlers would end the program at SIGTERM before a draft
 * could be saved, so they are switched off and these are used: a handler
 * only notes that the signal came. The signals are held back all the time
 * but in pselect, which lets them in and waits in one step; so none can slip
 * in between looking and waiting.
 *
 * After the first watch Ctrl-C stays caught for good (term_interrupted);
 * where nobody asks for it, the second one ends the program as usual.
 */
#include "term/parts.h"

#include <sys/select.h>

static const int watched[WATCHED] = {
	SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP,
};

static volatile sig_atomic_t caught[WATCHED];
static volatile sig_atomic_t watching;

static size_t slot_of(int number)
{
	size_t slot = 0;

	while (slot < WATCHED - 1 && watched[slot] != number)
		slot++;
	return slot;
}

static void note(int number)
{
	size_t slot = slot_of(number);

	if (number == SIGINT && !watching && caught[slot]) {
		signal(SIGINT, SIG_DFL);
		raise(SIGINT);
	}
	caught[slot] = 1;
}

static void watched_set(sigset_t *set)
{
	sigemptyset(set);
	for (size_t i = 0; i < WATCHED; i++)
		sigaddset(set, watched[i]);
}

void watch_begin(struct watch *watch)
{
	sigset_t set;
	struct sigaction action = { .sa_handler = note,
				    .sa_flags = SA_RESTART };

	watched_set(&set);
	sigprocmask(SIG_BLOCK, &set, &watch->before);
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < WATCHED; i++) {
		sigaction(watched[i], NULL, &watch->old[i]);
		/* What was ignored at the start (nohup) stays ignored. */
		if (watch->old[i].sa_handler != SIG_IGN)
			sigaction(watched[i], &action, NULL);
		caught[i] = 0;
	}
	watching = 1;
}

void watch_end(const struct watch *watch)
{
	watching = 0;
	for (size_t i = 0; i < WATCHED; i++) {
		int number = watched[i];

		if (number != SIGINT)
			sigaction(number, &watch->old[i], NULL);
		if (number != SIGINT && number != SIGWINCH &&
		    watch_take(number))
			raise(number);
	}
	sigprocmask(SIG_SETMASK, &watch->before, NULL);
}

enum wake watch_wait(const struct watch *watch, int fd, int ms)
{
	struct timespec limit = { .tv_sec = ms / 1000,
				  .tv_nsec = ms % 1000 * 1000000L };
	fd_set set;
	int ready;

	FD_ZERO(&set);
	FD_SET(fd, &set);
	ready = pselect(fd + 1, &set, NULL, NULL, ms < 0 ? NULL : &limit,
			&watch->before);
	if (ready > 0)
		return WAKE_INPUT;
	return ready == 0 ? WAKE_REST : WAKE_SIGNAL;
}

bool watch_caught(int number)
{
	return caught[slot_of(number)];
}

bool watch_take(int number)
{
	size_t slot = slot_of(number);

	/* Cleared only when seen: one that comes in between must not go. */
	if (!caught[slot])
		return false;
	caught[slot] = 0;
	return true;
}

void watch_stop(const struct watch *watch)
{
	struct sigaction mine;
	sigset_t stop;

	sigaction(SIGTSTP, &watch->old[slot_of(SIGTSTP)], &mine);
	raise(SIGTSTP);
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stop, NULL);	/* here it stops */
	sigprocmask(SIG_BLOCK, &stop, NULL);
	sigaction(SIGTSTP, &mine, NULL);
}

bool term_interrupted(void)
{
	return watch_take(SIGINT);
}
