/* generate.c - makes banks of any size, to measure with.
 *
 *   generate questions N FOLDER
 *
 * Writes FOLDER/bank.yaml and N small but whole questions with their rubrics,
 * a thousand to a file. Everything follows from the number of a question, so
 * two runs write the same bytes. The texts are put together from a few dozen
 * words: what matters is their number and shape, not what they teach.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PER_FILE = 1000, QUESTIONS_MAX = 10000000, PATH_MAX_HERE = 4096 };

static const char *const skills[] = { "python", "nodejs", "sql", "nosql",
	"api", "queues", "http", "security", "caching", "concurrency",
	"testing", "architecture", "operations", "data-structures" };
static const char *const levels[] = { "junior", "mid", "senior" };
static const char *const things[] = { "index", "cache", "queue", "lock",
	"thread", "request", "token", "table", "replica", "socket", "process",
	"container", "cookie", "header", "cluster", "pipeline", "schema",
	"cursor" };
static const char *const verbs[] = { "read", "write", "retry", "delete",
	"encrypt", "compress", "split", "merge", "test", "deploy", "measure",
	"lock", "copy" };
static const char *const costs[] = { "memory", "disk", "time", "money",
	"latency", "bandwidth", "consistency" };

#define PICK(list, number) \
	((list)[(number) % (sizeof(list) / sizeof *(list))])

static _Noreturn void stop(const char *what)
{
	fprintf(stderr, "generate: %s: %s\n", what, strerror(errno));
	exit(2);
}

static FILE *create(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

static FILE *create(const char *format, ...)
{
	char path[PATH_MAX_HERE];
	va_list list;

	va_start(list, format);
	vsnprintf(path, sizeof path, format, list);
	va_end(list);
	FILE *file = fopen(path, "w");

	if (!file)
		stop(path);
	return file;
}

static void finish(FILE *file)
{
	if (fclose(file) != 0)
		stop("writing");
}

static void make_folder(const char *folder, const char *name)
{
	char path[PATH_MAX_HERE];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	if (mkdir(path, 0777) != 0 && errno != EEXIST)
		stop(path);
}

static void write_question(FILE *file, size_t n)
{
	const char *skill = PICK(skills, n), *thing = PICK(things, n);
	const char *verb = PICK(verbs, n / 3), *cost = PICK(costs, n / 5);

	fprintf(file, "  - id: made-%zu\n    kind: technical\n", n);
	fprintf(file, "    skill: %s\n    level: %s\n    minutes: 3\n", skill,
		PICK(levels, n / 7));
	fprintf(file, "    prompt: Case %zu. When would you %s the %s, "
		"and what does it cost?\n", n, verb, thing);
	fprintf(file, "    hints:\n      - Think about the %s first.\n", cost);
	fprintf(file, "    rubric: made-%zu\n", n);
	fprintf(file, "    model: >\n      You %s the %s when it saves work "
		"for every user.\n      It costs more %s, so measure before "
		"and after.\n", verb, thing, cost);
	fprintf(file, "    follow_ups:\n      - when: missed cost\n"
		"        ask: What does case %zu cost?\n", n);
}

static void write_rubric(FILE *file, size_t n)
{
	const char *thing = PICK(things, n), *verb = PICK(verbs, n / 3);
	const char *cost = PICK(costs, n / 5);

	fprintf(file, "  - id: made-%zu\n    points:\n", n);
	fprintf(file, "      - id: reason\n        worth: 3\n"
		"        says: You %s the %s when it saves work.\n"
		"        match:\n          - %s ... %s\n"
		"          - save|spare work|effort\n"
		"        hint: Why do it at all?\n", verb, thing, verb, thing);
	fprintf(file, "      - id: cost\n        worth: 2\n"
		"        says: It costs more %s.\n"
		"        match:\n          - cost|need & more %s\n"
		"        partly:\n          - %s\n", cost, cost, cost);
	fprintf(file, "      - id: measure\n"
		"        says: Measure before and after.\n"
		"        match:\n          - measure|profile & "
		"before|after|first\n");
}

static void write_files(const char *folder, size_t from, size_t to)
{
	size_t number = from / PER_FILE;
	FILE *questions = create("%s/questions/made-%05zu.yaml", folder,
				 number);
	FILE *rubrics = create("%s/rubrics/made-%05zu.yaml", folder, number);

	fputs("questions:\n", questions);
	fputs("rubrics:\n", rubrics);
	for (size_t n = from; n < to; n++) {
		write_question(questions, n);
		write_rubric(rubrics, n);
	}
	finish(questions);
	finish(rubrics);
}

static void write_bank(const char *folder, size_t count)
{
	if (mkdir(folder, 0777) != 0 && errno != EEXIST)
		stop(folder);
	make_folder(folder, "questions");
	make_folder(folder, "rubrics");
	FILE *bank = create("%s/bank.yaml", folder);

	fprintf(bank, "id: made\ntitle: %zu questions to measure with\n"
		"version: 1\nlanguage: en-GB\n", count);
	finish(bank);
	for (size_t from = 0; from < count; from += PER_FILE)
		write_files(folder, from, count - from < PER_FILE ?
				count : from + PER_FILE);
}

int main(int argc, char **argv)
{
	char *end = NULL;
	unsigned long count = argc == 4 ? strtoul(argv[2], &end, 10) : 0;

	if (argc != 4 || strcmp(argv[1], "questions") != 0 || *end ||
	    count < 1 || count > QUESTIONS_MAX) {
		fputs("usage: generate questions N FOLDER\n", stderr);
		return 2;
	}
	write_bank(argv[3], count);
	return 0;
}
