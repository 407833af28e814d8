/* token.c - a command, or a file, gives the token.
 *
 * A command is words, not a line for a shell: nothing in it is ever split or
 * expanded. It sees the environment without a token that may stand there. The
 * file is refused as ssh refuses a key: if it is a link, not ours, or others
 * may read it. What was read is kept in fixed memory that is wiped, never in
 * texts that grow and leave copies behind.
 */
#include "courier/token.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	WORDS_MAX = 32,
	POLL_MS = 200,
	CLOSED_MS = 5			/* it said all, and is to end */
};

struct said {				/* what a file or command said */
	char bytes[TOKEN_MAX];
	size_t len;
};

void token_wipe(struct token *token)
{
	explicit_bzero(token, sizeof(*token));
}

/* --- base64 --------------------------------------------------------- */

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	"abcdefghijklmnopqrstuvwxyz0123456789+/";

static size_t encode(struct str bytes, char *out)
{
	size_t len = 0;

	for (size_t i = 0; i < bytes.len; i += 3) {
		unsigned long group = 0;
		size_t here = bytes.len - i < 3 ? bytes.len - i : 3;

		for (size_t j = 0; j < 3; j++)
			group = group << 8 | (j < here ?
				(unsigned char)bytes.s[i + j] : 0);
		for (size_t j = 0; j < 4; j++)
			out[len++] = j <= here
				? alphabet[group >> (18 - 6 * j) & 63] : '=';
	}
	out[len] = '\0';
	return len;
}

/* False where it is no base64 (of either alphabet) or too long. */
static bool decode(struct str text, unsigned char *out, size_t *len)
{
	unsigned long group = 0;
	int bits = 0;

	*len = 0;
	while (text.len && text.s[text.len - 1] == '=')
		text.len--;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.s[i];
		const char *place;

		c = (char)(c == '-' ? '+' : c == '_' ? '/' : c);
		place = c ? strchr(alphabet, c) : NULL;
		if (!place || *len >= SECRET_MAX)
			return false;
		group = (group << 6 | (unsigned long)(place - alphabet)) &
			0xFFFFFF;
		bits += 6;
		if (bits < 8)
			continue;
		bits -= 8;
		out[(*len)++] = (unsigned char)(group >> bits);
	}
	return true;
}

/* --- what it says --------------------------------------------------- */

static bool is_sendable(struct str value)
{
	for (size_t i = 0; i < value.len; i++)
		if ((unsigned char)value.s[i] < 0x20 || value.s[i] == 0x7F)
			return false;
	return value.len > 0;
}

static bool take_secret(struct token *token, struct str encoded,
			struct error *err)
{
	if (!decode(encoded, token->secret, &token->secret_len) ||
	    token->secret_len < 16) {
		token->secret_len = 0;
		return error_set(err, "the webhook's secret is not whole; it "
				 "is whsec_ and base64 of 24 to 64 bytes");
	}
	return true;
}

static bool take_basic(struct token *token, struct str pair,
		       struct error *err)
{
	char *out = token->authorization;

	if (!memchr(pair.s, ':', pair.len) || !is_sendable(pair))
		return error_set(err, "the token's form is not right; write "
				 "basic:USER:PASSWORD");
	memcpy(out, "Basic ", 6);
	encode(pair, out + 6);
	return true;
}

static bool take_bearer(struct token *token, struct str value,
			struct error *err)
{
	char *out = token->authorization;

	if (!is_sendable(value) || memchr(value.s, ' ', value.len))
		return error_set(err, "the token's form is not right; write "
				 "bearer:TOKEN, without spaces");
	memcpy(out, "Bearer ", 7);
	memcpy(out + 7, value.s, value.len);
	out[7 + value.len] = '\0';
	return true;
}

static struct str behind(struct str line, const char *start)
{
	size_t len = strlen(start);

	return (struct str){ line.s + len, line.len - len };
}

/* *known false: it is a line of another kind. */
static bool take_line(struct token *token, struct str line, const char *origin,
		      bool *known, struct error *err)
{
	*known = true;
	if (str_starts(line, "whsec_"))
		return take_secret(token, behind(line, "whsec_"), err);
	if (str_starts(line, "bearer:whsec_"))
		return take_secret(token, behind(line, "bearer:whsec_"), err);
	if (str_starts(line, "basic:"))
		return take_basic(token, behind(line, "basic:"), err);
	if (str_starts(line, "bearer:"))
		return take_bearer(token, behind(line, "bearer:"), err);
	if (str_starts(line, "for "))
		return str_is(str_trim(behind(line, "for ")), origin) ||
			error_set(err, "the token is for another service than "
				  "%s; give the one for this", origin);
	*known = false;
	return true;
}

bool token_parse(struct token *token, struct str text, const char *origin,
		 struct error *err)
{
	struct str line;
	bool known, any = false;

	token_wipe(token);
	/* Room for base64, for its name and an end. */
	if (text.len > TOKEN_MAX * 3 / 4 - 32)
		return error_set(err, "the token is too long");
	while (str_cut(&text, '\n', &line)) {
		line = str_trim(line);
		if (!line.len)
			continue;
		if (!take_line(token, line, origin, &known, err)) {
			token_wipe(token);
			return false;
		}
		if (!known && !any)
			return error_set(err, "the token's form is not known; "
					 "write basic:USER:PASSWORD, "
					 "bearer:TOKEN or, for a webhook, "
					 "whsec_SECRET");
		/* "for ORIGIN" opens nothing yet. */
		any = token->authorization[0] || token->secret_len;
	}
	return any || error_set(err, "the token is empty");
}

/* --- from a command ------------------------------------------------- */

static bool read_words(struct arena *arena, const char *text, char **words,
		       struct error *err)
{
	struct json_reader reader = { .rest = str_of(text), .arena = arena,
				      .what = "the words of token_command",
				      .err = err };
	size_t count = 0;

	if (!json_take(&reader, "["))
		return json_refuse(&reader, "[");
	do {
		struct str word;

		if (!json_read_string(&reader, &word))
			return false;
		if (count + 1 >= WORDS_MAX)
			return error_set(err, "token_command has too many "
					 "words");
		words[count++] = arena_copy(arena, word.s, word.len);
	} while (json_take(&reader, ","));
	words[count] = NULL;
	if (!json_take(&reader, "]"))
		return json_refuse(&reader, "]");
	return json_read_end(&reader) &&
		(words[0][0] ||
		 error_set(err, "token_command names no program"));
}

/* Starts words with its standard output at *out. */
static bool start(char **words, char *const *environment, pid_t *child,
		  int *out, struct error *err)
{
	posix_spawn_file_actions_t actions;
	int ends[2], failed;

	if (pipe(ends) != 0)
		return error_set(err, "token_command could not be started: %s",
				 strerror(errno));
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	failed = posix_spawn_file_actions_init(&actions);
	if (!failed)
		failed = posix_spawn_file_actions_adddup2(&actions, ends[1],
							  1);
	if (!failed && ends[1] != 1)
		failed = posix_spawn_file_actions_addclose(&actions, ends[1]);
	if (!failed)
		failed = posix_spawnp(child, words[0], &actions, NULL, words,
				      environment);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	*out = ends[0];
	if (!failed)
		return true;
	close(ends[0]);
	return error_set(err, "token_command could not start '%s': %s",
			 words[0], strerror(failed));
}

static bool read_some(int from, struct said *said, bool *more)
{
	ssize_t got = read(from, said->bytes + said->len,
			   sizeof(said->bytes) - said->len);

	*more = got > 0 || (got < 0 && errno == EINTR);
	if (got > 0)
		said->len += (size_t)got;
	return got >= 0 || errno == EINTR;
}

struct talk {				/* with a command */
	const char *name;
	pid_t child;
	int from;			/* its standard output */
	bool open;			/* which may say more */
	bool ended;
	int status;			/* once it ended; -1: lost */
	int left;			/* milliseconds of patience */
};

static void see_end(struct talk *talk)
{
	pid_t got = waitpid(talk->child, &talk->status, WNOHANG);

	if (got < 0 && errno != EINTR)
		talk->status = -1;
	talk->ended = got > 0 || talk->status == -1;
}

/* One look at what it says, of so many milliseconds at most. */
static bool listen_once(struct talk *talk, int most, struct said *said)
{
	struct pollfd wait = { .fd = talk->open ? talk->from : -1,
			       .events = POLLIN };
	int ready = poll(&wait, 1, most);

	talk->left -= ready == 0 ? most : 1;
	if (ready < 0)
		return errno == EINTR;
	return ready == 0 || read_some(talk->from, said, &talk->open);
}

/* All that it says before it ends or patience does. It may end and leave
 * another that has its output still (an agent), or close that and not end. */
static bool listen_to(struct talk *talk, struct said *said)
{
	bool ok = true;

	while (ok && !talk->ended && talk->left > 0 &&
	       said->len < sizeof(said->bytes)) {
		ok = listen_once(talk, talk->open ? POLL_MS : CLOSED_MS, said);
		see_end(talk);
	}
	for (size_t len = said->len + 1; ok && talk->open && talk->ended &&
	     len != said->len && said->len < sizeof(said->bytes);) {
		len = said->len;
		ok = listen_once(talk, 0, said);
	}
	return ok && talk->ended && said->len < sizeof(said->bytes);
}

static bool is_well(const struct talk *talk, bool whole, struct error *err)
{
	if (!whole)
		return error_set(err, "token_command '%s' did not end in %d "
				 "seconds, or says too much", talk->name,
				 TOKEN_PATIENCE);
	if (talk->status == -1)
		return error_set(err, "token_command was lost");
	/* So it is told where a failed start is not known to the parent. */
	if (WIFEXITED(talk->status) && WEXITSTATUS(talk->status) == 127)
		return error_set(err, "token_command could not start '%s'; is "
				 "it installed?", talk->name);
	return (WIFEXITED(talk->status) && WEXITSTATUS(talk->status) == 0) ||
		error_set(err, "token_command '%s' failed; try it in a shell",
			  talk->name);
}

static bool run(char **words, char *const *environment, struct said *said,
		struct error *err)
{
	struct talk talk = { .name = words[0], .from = -1, .open = true,
			     .left = TOKEN_PATIENCE * 1000 };
	bool whole;

	if (!start(words, environment, &talk.child, &talk.from, err))
		return false;
	whole = listen_to(&talk, said);
	close(talk.from);
	if (!talk.ended) {
		kill(talk.child, SIGKILL);
		while (waitpid(talk.child, NULL, 0) < 0 && errno == EINTR)
			;
	}
	return is_well(&talk, whole, err);
}

bool token_from_command(struct token *token, const char *words,
			char *const *environment, const char *origin,
			struct error *err)
{
	struct said said = { .len = 0 };
	char *list[WORDS_MAX];
	struct arena arena;
	bool ok;

	arena_init(&arena, 0);
	ok = read_words(&arena, words, list, err) &&
		run(list, environment, &said, err);
	if (ok && !token_parse(token, (struct str){ said.bytes, said.len },
			       origin, err))
		ok = error_prefix(err, "token_command");
	explicit_bzero(&said, sizeof(said));
	arena_release(&arena);
	return ok;
}

/* --- from a file ---------------------------------------------------- */

static bool check_file(int file, const char *path, struct text *print,
		       struct error *err)
{
	struct stat facts;

	if (fstat(file, &facts) != 0)
		return error_set(err, "%s cannot be looked at: %s", path,
				 strerror(errno));
	if (!S_ISREG(facts.st_mode))
		return error_set(err, "%s is no file", path);
	if (facts.st_uid != geteuid())
		return error_set(err, "%s belongs to somebody else; a token's "
				 "file must be yours", path);
	if (facts.st_mode & 077)
		return error_set(err, "%s can be read by others; chmod 600 it",
				 path);
	text_addf(print, "%llu.%llu.%lld.%09ld",
		  (unsigned long long)facts.st_dev,
		  (unsigned long long)facts.st_ino,
		  (long long)facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec);
	return true;
}

static bool read_file(int file, const char *path, struct said *said,
		      struct error *err)
{
	bool more = true;

	while (more && said->len < sizeof(said->bytes))
		if (!read_some(file, said, &more))
			return error_set(err, "%s cannot be read: %s", path,
					 strerror(errno));
	return true;
}

bool token_from_file(struct token *token, const char *path,
		     const char *origin, struct text *print, bool *there,
		     struct error *err)
{
	int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	struct said said = { .len = 0 };
	bool ok;

	*there = file >= 0 || (errno != ENOENT && errno != ENOTDIR);
	if (!*there)
		return true;
	if (file < 0 && errno == ELOOP)
		return error_set(err, "%s is a link; a token's file must be "
				 "a file", path);
	if (file < 0)
		return error_set(err, "%s cannot be opened: %s", path,
				 strerror(errno));
	ok = check_file(file, path, print, err) &&
		read_file(file, path, &said, err);
	close(file);
	if (ok && !token_parse(token, (struct str){ said.bytes, said.len },
			       origin, err))
		ok = error_prefix(err, "%s", path);
	explicit_bzero(&said, sizeof(said));
	return ok;
}
