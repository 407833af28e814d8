/* pairs.c - times two commands side by side.
 *
 *   pairs [-n PAIRS] [-i FILE] COMMAND A... -- COMMAND B...
 *
 * Runs A, B, A, B... with FILE (or nothing) on standard input and output going
 * nowhere, by the wall clock from fork to the end. Pairs share the machine's
 * moods, so the median of the ratios is steadier than the ratio of the
 * medians; both are printed. Every other pair begins with B, so that neither
 * always finds the caches as the other left them.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PAIRS = 200, PAIRS_MAX = 100000, WARM_UP = 5 };

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static const char *input = "/dev/null";

static void child(char **command)
{
	int in = open(input, O_RDONLY), out = open("/dev/null", O_WRONLY);

	if (in < 0 || out < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0)
		_exit(126);
	execvp(command[0], command);
	_exit(127);
}

/* Milliseconds of one run; ends the program if it cannot be run. */
static double run(char **command)
{
	double begun = now_ms();
	pid_t pid = fork();
	int status;

	if (pid == 0)
		child(command);
	if (pid < 0 || waitpid(pid, &status, 0) < 0) {
		perror("pairs");
		exit(2);
	}
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		fprintf(stderr, "pairs: '%s' failed (status %d)\n", command[0],
			WIFEXITED(status) ? WEXITSTATUS(status) : -1);
		exit(2);
	}
	return now_ms() - begun;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *list, size_t count)
{
	qsort(list, count, sizeof *list, compare);
	return count % 2 ? list[count / 2] :
		(list[count / 2 - 1] + list[count / 2]) / 2;
}

static void measure(char **a, char **b, size_t pairs)
{
	double *times_a = calloc(pairs, sizeof *times_a);
	double *times_b = calloc(pairs, sizeof *times_b);
	double *ratios = calloc(pairs, sizeof *ratios);

	if (!times_a || !times_b || !ratios)
		exit(2);
	for (size_t i = 0; i < WARM_UP; i++)
		(void)(run(a) + run(b));
	for (size_t i = 0; i < pairs; i++) {
		if (i % 2)
			times_b[i] = run(b);
		times_a[i] = run(a);
		if (i % 2 == 0)
			times_b[i] = run(b);
		ratios[i] = times_a[i] / times_b[i];
	}
	double ratio = median(ratios, pairs);
	double worst = ratios[pairs - 1 - pairs / 10];

	printf("%.2f ms against %.2f ms; ratio %.2f (9 in 10 under %.2f)\n",
	       median(times_a, pairs), median(times_b, pairs), ratio, worst);
	free(times_a);
	free(times_b);
	free(ratios);
}

static int usage(void)
{
	fputs("usage: pairs [-n PAIRS] [-i FILE] COMMAND A... -- "
	      "COMMAND B...\n", stderr);
	return 2;
}

int main(int argc, char **argv)
{
	long pairs = PAIRS;
	int first = 1;

	for (; first + 1 < argc && argv[first][0] == '-'; first += 2) {
		if (strcmp(argv[first], "-n") == 0)
			pairs = strtol(argv[first + 1], NULL, 10);
		else if (strcmp(argv[first], "-i") == 0)
			input = argv[first + 1];
		else
			return usage();
	}
	int middle = first;

	while (middle < argc && strcmp(argv[middle], "--") != 0)
		middle++;
	if (pairs < 1 || pairs > PAIRS_MAX || middle == first ||
	    middle + 1 >= argc)
		return usage();
	argv[middle] = NULL;
	measure(argv + first, argv + middle + 1, (size_t)pairs);
	return 0;
}
