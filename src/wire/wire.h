/* wire.h - the door of what is spoken with a feedback service.
 *
 * In: an attempt and its mark, or bytes that a service sent. Out: the bodies
 * that are sent, and what the bytes say. One body, an xAPI 1.0.3 statement,
 * whatever the protocol; the other protocols wrap it. Pure: no network, no
 * clock, no database. Bytes from outside are untrusted: a reader takes any
 * and either understands them or says in one sentence why not.
 */
#ifndef WIRE_WIRE_H
#define WIRE_WIRE_H

#include "mark/mark.h"

/* ---- statements: statement.c ---- */

/* Every name of ours is below it: questions, banks, extensions. Nobody owns
 * the domain and nothing is ever fetched from it. */
#define WIRE_BASE "https://rehearse.example"
#define WIRE_EXTENSION WIRE_BASE "/xapi/ext/"
#define WIRE_VERBS "http://adlnet.gov/expapi/verbs/"

enum { STATEMENT_MAX = 1 << 20 };	/* bytes; more than any can have */

/* Who tells. */
struct teller {
	const char *account;		/* UUID: an account without a name */
	const char *cohort;		/* enrolled in; NULL: none */
	const char *registration;	/* UUID, of the enrolment; NULL: none */
	const char *program;		/* "rehearse 1.0" */
};

/* What `answered` tells: one attempt. Texts that the learner has not agreed to
 * send are not handed in. */
struct answer_facts {
	const struct teller *teller;
	const char *id;			/* UUID of the attempt, any case */
	const char *first;		/* UUID of the first attempt, where
					   this one follows it; NULL: none */
	const char *session;		/* UUID; NULL: none */
	const char *session_kind;	/* drill, mock ...; NULL: none */
	const char *bank, *question;	/* ids */
	const char *revision;
	const char *prompt;
	const char *asked;		/* a follow-up's text; NULL: prompt */
	const char *kind, *skill, *level;
	const char *answer;		/* NULL: withheld */
	struct moment at;		/* when the answer was given */
	int seconds;			/* it took */
	int hints;			/* taken */
	bool model_seen;
	const struct mark *mark;
};
void statement_answered(struct text *out, const struct answer_facts *facts);

/* What `completed` tells: one session. */
struct session_facts {
	const struct teller *teller;
	const char *session;		/* UUID; the statement's id, too */
	const char *session_kind;
	struct moment at;		/* its end */
	int seconds;			/* it took */
	int questions, answered;	/* chosen; answered, at least one */
	int64_t total;			/* of the scores, 0..100 each */
};
void statement_completed(struct text *out, const struct session_facts *facts);

/* Asks that the statement `target` be taken for unsaid. */
struct void_facts {
	const struct teller *teller;
	const char *id;			/* UUID, its own */
	const char *target;		/* UUID */
	struct moment at;
};
void statement_voided(struct text *out, const struct void_facts *facts);

/* ---- envelopes of a webhook: webhook.c ---- */

/* A CloudEvent (1.0, structured) around a statement, which is also the payload
 * that Standard Webhooks asks for: type, timestamp, data. The same facts give
 * the same bytes. */
struct webhook_event {
	const char *id;			/* UUID of the statement */
	const char *account;		/* UUID: who we are to the service */
	const char *verb;		/* answered, completed, voided, test */
	int64_t made;			/* UTC seconds since 1970 */
	struct str statement;		/* JSON; empty: none */
};
void webhook_body(struct text *out, const struct webhook_event *event);
/* What a signature is made of: id.timestamp.body, where the timestamp is that
 * of the try. */
void webhook_signed(struct text *out, const char *id, int64_t at,
		    struct str body);

/* ---- a model's chat: chat.c ---- */

enum {
	CHAT_REQUEST_MAX = 1 << 20,	/* bytes; what is longer is not sent */
	CHAT_ANSWER_TOKENS = 800	/* that a model may use */
};

/* What a model is asked to comment on. */
struct chat_facts {
	const char *model;
	const struct question *question;
	const struct rubric *const *rubrics; /* one for each the question
					   names */
	const char *asked;		/* a follow-up's text; NULL: prompt */
	const char *answer;
};
/* The body of POST chat/completions, in the shape that OpenAI, Ollama,
 * llama.cpp and vLLM all take. The answer is data in it, never words to the
 * model. */
void chat_request(struct text *out, const struct chat_facts *facts);
/* What a model's message says, as the text of a comment, safe to show. A
 * message that does not keep to the form it was asked for is taken as it
 * stands, and marked as unchecked. False where nothing is in it. Never more
 * than a comment: nothing in it is a score. */
MUST_CHECK bool chat_comment(struct arena *arena, struct str message,
			     const char **text);

/* ---- what comes back: reply.c ---- */

/* The one part that needs a JSON library; only what calls it links one. */

enum {
	REPLY_LINE_MAX = 200,		/* bytes of a server's own sentence */
	REPLY_AUTHOR_MAX = 120,
	REPLY_TEXT_MAX = 8000		/* bytes of a comment */
};

/* What a server says for itself, one safe line, cut: the message in JSON of
 * the usual shapes, else the text of a page. May add nothing. */
void reply_says(struct text *out, struct str body);
/* Text from outside as one safe line (tabs and line ends are spaces), at most
 * `most` bytes of it. */
void reply_add_line(struct text *out, struct str text, size_t most);

/* When a Retry-After allows the next try: seconds from now, or one of the three
 * forms of an HTTP date. False where it is neither. */
MUST_CHECK bool reply_retry_after(struct str value, int64_t now,
				  int64_t *until);

/* {"version": [...]} of an LRS's `about`: is a 1.0 among them? */
MUST_CHECK bool reply_about(struct str body, bool *speaks, struct error *err);
/* {"data": [{"id": ...}]} of `models`: is that model among them? */
MUST_CHECK bool reply_models(struct str body, const char *model, bool *listed,
			     struct error *err);
/* The model's message in a chat completion. One that was cut at its limit,
 * filtered or empty is an error. *chat false: it is no chat completion at all,
 * which is another error. */
MUST_CHECK bool reply_chat(struct arena *arena, struct str body, bool *chat,
			   struct str *message, struct error *err);

/* Is a statement that a server keeps ours? What it may add or bring into
 * another form (stored, authority, a display, a moment's zone, an id's case)
 * does not count. */
MUST_CHECK bool reply_same(struct str ours, struct str theirs, bool *same,
			   struct error *err);

struct reply_comment {
	const char *id;			/* UUID, lower case */
	const char *about;		/* UUID of the statement spoken of */
	int64_t at;			/* UTC seconds; 0: unsaid */
	const char *author;		/* a name or an account; never "" */
	bool model;			/* it says that no person wrote it */
	const char *text;		/* safe to show; lines stay */
};

/* One page of statements. */
struct reply_page {
	struct reply_comment *comments;	/* only of reply_comments */
	size_t comment_count;
	size_t statements;		/* on the page */
	size_t left_out;		/* that were no comments on ours */
	const char *stored;		/* the latest `stored`; "": none */
	const char *more;		/* where the next page is; "": none */
};
MUST_CHECK bool reply_comments(struct arena *arena, struct str body,
			       struct reply_page *page, struct error *err);
/* Each statement on a line of its own; each returns false to stop. */
typedef bool reply_each(void *context, struct str line);
MUST_CHECK bool reply_statements(struct arena *arena, struct str body,
				 struct reply_page *page, reply_each *each,
				 void *context, struct error *err);
/* The later of two `stored` moments; a text that is none counts as none. */
const char *reply_later(const char *a, const char *b);

/* ---- statements of many learners: cut.c, read.c ---- */

/* Cuts a stream into statements, byte by byte, in the memory of one: objects
 * that follow each other (lines of JSON), a list of them, or what a record
 * store answers ({"statements": [...], "more": ...}). What is broken is
 * dropped up to the end of its line. */
enum cut_end { CUT_MORE, CUT_STATEMENT, CUT_BROKEN, CUT_LONG };

struct cutter {
	struct text statement;		/* that is being gathered */
	uint64_t lists;			/* bit n: level n is a list */
	int depth;			/* open brackets */
	int base;			/* of them, those around statements */
	int64_t line, first;		/* read; the statement's, from 1 */
	size_t name;			/* where a top member's name begins */
	char last;			/* sign before, but for white space */
	bool quoted, escaped;
	bool skipping;			/* to the end of the line */
	bool wrapped;			/* in a store's answer, behind its
					   statements */
	bool broken;			/* at a sign that begins another one */
};
void cut_init(struct cutter *cutter);
void cut_release(struct cutter *cutter);
/* Eats from bytes until a statement is whole (cutter->statement has it, until
 * the next call) or dropped; CUT_MORE: all is eaten. */
enum cut_end cut_next(struct cutter *cutter, struct str *bytes);
/* At the end of the stream: CUT_BROKEN where something was not whole. */
enum cut_end cut_last(const struct cutter *cutter);

/* What came of reading a statement. */
enum read_end {
	READ_ANSWER,			/* a first answer to a question */
	READ_VOID,			/* asks to take another for unsaid */
	READ_OTHER,			/* sound, and nothing to count here */
	READ_NO_JSON, READ_NO_ID, READ_NO_ACTOR, READ_NO_VERB, READ_NO_OBJECT,
	READ_NO_MOMENT, READ_NO_SCORE, READ_BAD_POINTS,
	READ_ENDS
};
/* "has no id that is a UUID"; "" for the first three. */
extern const char *const read_says[READ_ENDS];

enum { READ_POINTS_MAX = 64, READ_NAME_MAX = 80, READ_KEY_MAX = 400 };

struct read_point {
	const char *id;
	bool missed;			/* or denied */
};

struct read_facts {
	uint64_t id[2];			/* of the statement */
	uint64_t target[2];		/* READ_VOID: of that other one */
	const char *account;		/* who, in one store; the same for
					   nobody else in it */
	const char *name;		/* that it gives; NULL: none */
	const char *question;		/* bank:id */
	const char *skill;		/* NULL: unsaid */
	double score;			/* 0..1 */
	struct moment at;
	bool junk;			/* flagged as no real answer */
	int64_t words;			/* -1: unsaid */
	struct read_point points[READ_POINTS_MAX];
	size_t point_count;
};
/* Reads one statement of whoever; texts lie in arena or in the statement. */
enum read_end read_statement(struct arena *arena, struct str statement,
			     struct read_facts *facts);

/* ---- where a service is: address.c ---- */

/* The origin of a service's address, scheme://host:port in lower case with its
 * port, which a token is bound to. Refused in words: what is not https (but for
 * http to this very machine: 127.x.x.x, [::1], localhost), a name or password
 * in it, a fragment, signs that no address has. The courier, which has a
 * library for it, checks again. */
MUST_CHECK bool wire_origin(struct arena *arena, const char *url,
			    const char **origin, struct error *err);

#endif
