/* server.c - a loopback server that does what a script says, faults included.
 *
 *   server SCRIPT FOLDER
 *
 * Listens on 127.0.0.1 at a free port, which it prints as "port N". A request
 * is written to FOLDER before it is answered: N.head (request line, headers)
 * and N.body, and a line "N METHOD TARGET BYTES" in FOLDER/requests; the id of
 * each statement that the store keeps is a line of FOLDER/stored. What a script
 * holds is said in script.c. Ends with its standard input, by SIGTERM, or after
 * an hour.
 *
 * A thread a connection, blocking: a fault (a silence, a drip, a flood) is then
 * a few lines in order, and one that hangs does not keep others waiting. One
 * lock guards the script's counts, the store and the numbering.
 */
#include "strict.h"

#include <errno.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { HEAD_MAX = 64 << 10, THREADS_MAX = 64, LIMIT_S = 3600,
       ENDLESS_MAX_S = 120 };

struct server {
	struct script script;
	struct strict *strict;
	const char *folder;
	pthread_mutex_t lock;
	atomic_int threads;
	long requests;
	int port;
	SSL_CTX *tls;			/* NULL: plain */
};

struct connection {
	struct server *server;
	int fd;
	SSL *tls;
	bool broken;
	long sent;			/* bytes of the present reply */
	const struct rule *rule;	/* of the present reply; NULL: none */
	struct text in;			/* read, not yet used */
};

/* ---- bytes ---- */

static void pause_ms(long ms)
{
	struct timespec time = { .tv_sec = ms / 1000,
				 .tv_nsec = ms % 1000 * 1000000 };

	nanosleep(&time, NULL);
}

static void reset(struct connection *connection)
{
	struct linger linger = { .l_onoff = 1, .l_linger = 0 };

	setsockopt(connection->fd, SOL_SOCKET, SO_LINGER, &linger,
		   sizeof(linger));
	connection->broken = true;
}

static void send_all(struct connection *connection, const char *bytes,
		     size_t len)
{
	while (len > 0 && !connection->broken) {
		ssize_t did = connection->tls
			? SSL_write(connection->tls, bytes, (int)len)
			: send(connection->fd, bytes, len, MSG_NOSIGNAL);

		if (did <= 0) {
			connection->broken = true;
			return;
		}
		bytes += did;
		len -= (size_t)did;
		connection->sent += did;
	}
}

/* Sends as the rule wants it: cut, reset or dripping. */
static void put(struct connection *connection, const char *bytes, size_t len)
{
	const struct rule *rule = connection->rule;
	long end = !rule ? UNSAID : rule->rst != UNSAID ? rule->rst : rule->cut;
	long left = end == UNSAID ? (long)len : end - connection->sent;
	size_t part = left < (long)len ? (size_t)left : len;

	if (rule && rule->drip > 0) {
		for (size_t i = 0; i < part && !connection->broken; i++) {
			pause_ms(rule->drip);
			send_all(connection, bytes + i, 1);
		}
	} else {
		send_all(connection, bytes, part);
	}
	if (end == UNSAID || connection->broken || connection->sent < end)
		return;
	if (rule->rst != UNSAID)
		reset(connection);
	connection->broken = true;
}

static bool get_more(struct connection *connection)
{
	char part[16384];
	ssize_t got = connection->tls
		? SSL_read(connection->tls, part, sizeof(part))
		: recv(connection->fd, part, sizeof(part), 0);

	if (got <= 0)
		return false;
	for (ssize_t i = 0; i < got; i++)
		text_add_char(&connection->in, part[i]);
	return !connection->in.cut;
}

static void drop_front(struct text *text, size_t len)
{
	memmove(text->s, text->s + len, text->len - len);
	text->len -= len;
	text->s[text->len] = '\0';
}

/* ---- the request ---- */

static void header_value(const struct text *head, const char *name, char *value,
			 size_t size)
{
	struct str rest = text_str(head), line;
	size_t len = strlen(name);

	value[0] = '\0';
	while (str_cut(&rest, '\n', &line)) {
		if (line.len <= len || line.s[len] != ':' ||
		    strncasecmp(line.s, name, len) != 0)
			continue;
		line = str_trim((struct str){ line.s + len + 1,
					      line.len - len - 1 });
		snprintf(value, size, "%.*s", (int)line.len, line.s);
	}
}

static void split_target(struct request *request, struct str line)
{
	struct str word, path;

	str_cut(&line, ' ', &word);
	snprintf(request->method, sizeof(request->method), "%.*s",
		 (int)word.len, word.s);
	str_cut(&line, ' ', &word);
	str_cut(&word, '?', &path);
	snprintf(request->path, sizeof(request->path), "%.*s", (int)path.len,
		 path.s);
	snprintf(request->query, sizeof(request->query), "%.*s", (int)word.len,
		 word.s);
}

static const char bad_request[] =
	"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";

static bool read_head(struct connection *connection, struct text *head)
{
	const char *end;
	size_t len;

	while (!(end = strstr(connection->in.s, "\r\n\r\n"))) {
		/* TLS, where none is spoken: what web servers do. */
		if (connection->in.s[0] == 0x16) {
			send_all(connection, bad_request,
				 sizeof(bad_request) - 1);
			return false;
		}
		if (connection->in.len > HEAD_MAX || !get_more(connection))
			return false;
	}
	len = (size_t)(end - connection->in.s) + 4;
	text_add_str(head, (struct str){ connection->in.s, len });
	drop_front(&connection->in, len);
	return true;
}

static bool read_body(struct connection *connection, const struct text *head,
		      struct text *body)
{
	char value[64];
	size_t len;

	header_value(head, "Expect", value, sizeof(value));
	if (value[0])
		send_all(connection, "HTTP/1.1 100 Continue\r\n\r\n", 25);
	header_value(head, "Content-Length", value, sizeof(value));
	len = (size_t)strtoul(value, NULL, 10);
	while (connection->in.len < len)
		if (!get_more(connection))
			return false;
	text_add_str(body, (struct str){ connection->in.s, len });
	drop_front(&connection->in, len);
	return true;
}

static void write_file(const struct server *server, long number,
		       const char *name, const struct text *text)
{
	char path[600], new[608];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%ld.%s", server->folder, number, name);
	snprintf(new, sizeof(new), "%s.new", path);
	file = fopen(new, "w");
	if (!file)
		die("no file %s", new);
	fwrite(text->s, 1, text->len, file);
	fclose(file);
	rename(new, path);
}

static void note(struct server *server, const struct request *request,
		 const struct text *head)
{
	char path[600];
	FILE *file;

	server->requests++;
	write_file(server, server->requests, "body", &request->body);
	write_file(server, server->requests, "head", head);
	snprintf(path, sizeof(path), "%s/requests", server->folder);
	file = fopen(path, "a");
	if (!file)
		die("no file %s", path);
	fprintf(file, "%ld %s %s%s%s %zu\n", server->requests, request->method,
		request->path, request->query[0] ? "?" : "", request->query,
		request->body.len);
	fclose(file);
}

/* ---- the reply ---- */

/* Puts what stands for @ID1@ ... and @PORT@. */
static void expand(const struct server *server, const struct text *from,
		   struct text *out)
{
	for (size_t i = 0; i < from->len; i++) {
		char *end;

		if (strncmp(from->s + i, "@PORT@", 6) == 0) {
			text_addf(out, "%d", server->port);
			i += 5;
		} else if (strncmp(from->s + i, "@ID", 3) == 0) {
			long number = strtol(from->s + i + 3, &end, 10);

			text_add(out, strict_id(server->strict, number));
			i = (size_t)(end - from->s);
		} else {
			text_add_byte(out, from->s[i]);
		}
	}
}

static void send_head(struct connection *connection, int status,
		      const struct text *headers, long length)
{
	const struct rule *rule = connection->rule;
	struct text head;
	long fill = rule ? rule->fill : 0;

	text_init(&head, 1 << 20);
	text_addf(&head, "HTTP/1.1 %d As Asked\r\n", status);
	text_add_str(&head, text_str(headers));
	if (length != NO_LENGTH && status != 204)
		text_addf(&head, "Content-Length: %ld\r\n", length);
	if (length == NO_LENGTH || (rule && rule->close))
		text_add(&head, "Connection: close\r\n");
	put(connection, head.s, head.len);
	text_release(&head);
	if (fill > 0)
		put(connection, "X-Fill: ", 8);
	for (; fill > 0 && !connection->broken; fill--)
		put(connection, "a", 1);
	put(connection, rule && rule->fill ? "\r\n\r\n" : "\r\n",
	    rule && rule->fill ? 4 : 2);
}

static void flood(struct connection *connection)
{
	static char part[65536];
	time_t end = time(NULL) + ENDLESS_MAX_S;

	while (!connection->broken && time(NULL) < end)
		put(connection, part, sizeof(part));
	connection->broken = true;
}

/* Waits until the other end gives up; what it sends is not looked at. */
static void hang(struct connection *connection)
{
	char part[4096];
	struct pollfd wait = { .fd = connection->fd, .events = POLLIN };

	while (poll(&wait, 1, ENDLESS_MAX_S * 1000) > 0 &&
	       recv(connection->fd, part, sizeof(part), 0) > 0)
		;
	connection->broken = true;
}

static void follow(struct connection *connection, const struct rule *rule,
		   struct answer *answer)
{
	long length = rule->length != UNSAID ? rule->length
					     : (long)answer->body.len;

	pause_ms(rule->delay);
	for (long i = 0; rule->before.len && i < rule->before_times; i++)
		send_all(connection, rule->before.s, rule->before.len);
	connection->sent = 0;
	if (rule->rst == 0 || rule->cut == 0) {
		put(connection, "", 0);
		return;
	}
	if (!rule->raw)
		send_head(connection, answer->status, &answer->headers,
			  rule->endless ? NO_LENGTH : length);
	put(connection, answer->body.s, answer->body.len);
	if (rule->endless)
		flood(connection);
	if (rule->close || rule->raw || length == NO_LENGTH)
		connection->broken = true;
}

/* Under the lock: what will be said, and by which rule. */
static const struct rule *decide(struct server *server,
				 const struct request *request,
				 const struct text *head, struct answer *answer)
{
	struct rule *rule = script_rule(&server->script, request->method,
					request->path);
	struct text add;

	note(server, request, head);
	if (rule && rule->add.len) {
		text_init(&add, 1 << 16);
		expand(server, &rule->add, &add);
		strict_add(server->strict, add.s);
		text_release(&add);
	}
	if (rule ? rule->store || rule->commit : server->script.store)
		strict_answer(server->strict, request, answer);
	else
		answer->status = 599;
	if (rule && !rule->store) {
		text_reset(&answer->headers);
		text_reset(&answer->body);
		answer->status = (int)rule->status;
		expand(server, &rule->headers, &answer->headers);
		expand(server, &rule->body, &answer->body);
	}
	return rule;
}

static bool serve_one(struct connection *connection, struct request *request,
		      struct text *head, struct answer *answer)
{
	struct server *server = connection->server;

	if (!read_head(connection, head) ||
	    !read_body(connection, head, &request->body))
		return false;
	split_target(request, text_str(head));
	header_value(head, "X-Experience-API-Version", request->version,
		     sizeof(request->version));
	header_value(head, "Authorization", request->authorization,
		     sizeof(request->authorization));
	header_value(head, "Content-Type", request->type,
		     sizeof(request->type));
	pthread_mutex_lock(&server->lock);
	connection->rule = decide(server, request, head, answer);
	pthread_mutex_unlock(&server->lock);
	if (connection->rule && connection->rule->silence) {
		hang(connection);
	} else if (connection->rule) {
		follow(connection, connection->rule, answer);
	} else {
		connection->sent = 0;
		send_head(connection, answer->status, &answer->headers,
			  (long)answer->body.len);
		put(connection, answer->body.s, answer->body.len);
	}
	return !connection->broken;
}

/* ---- connections ---- */

static bool shake_hands(struct connection *connection)
{
	if (!connection->server->tls)
		return true;
	connection->tls = SSL_new(connection->server->tls);
	return connection->tls && SSL_set_fd(connection->tls, connection->fd) &&
	       SSL_accept(connection->tls) == 1;
}

static void *serve(void *context)
{
	struct connection *connection = context;
	struct server *server = connection->server;
	bool go_on = true;

	text_init(&connection->in, BODY_MAX);
	if (server->script.deaf)
		hang(connection);
	else if (!shake_hands(connection))
		go_on = false;
	while (go_on && !connection->broken) {
		struct request request = { .method = "" };
		struct answer answer = { .status = 0 };
		struct text head;

		text_init(&head, 2 * HEAD_MAX);
		text_init(&request.body, BODY_MAX);
		text_init(&answer.headers, 1 << 20);
		text_init(&answer.body, 8 * BODY_MAX);
		go_on = serve_one(connection, &request, &head, &answer);
		text_release(&head);
		text_release(&request.body);
		text_release(&answer.headers);
		text_release(&answer.body);
	}
	text_release(&connection->in);
	SSL_free(connection->tls);
	close(connection->fd);
	free(connection);
	server->threads--;
	return NULL;
}

static void take(struct server *server, int listener)
{
	struct connection *connection = calloc(1, sizeof(*connection));
	pthread_t thread;

	if (!connection)
		die("out of memory");
	connection->server = server;
	connection->fd = accept(listener, NULL, NULL);
	if (connection->fd < 0 || server->threads >= THREADS_MAX) {
		if (connection->fd >= 0)
			close(connection->fd);
		free(connection);
		return;
	}
	server->threads++;
	if (pthread_create(&thread, NULL, serve, connection) != 0)
		die("no thread could be had");
	pthread_detach(thread);
}

static int open_port(struct server *server)
{
	struct sockaddr_in address = {
		.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (fd < 0 ||
	    bind(fd, (struct sockaddr *)&address, sizeof(address)) != 0 ||
	    (!server->script.refuse && listen(fd, 64) != 0) ||
	    getsockname(fd, (struct sockaddr *)&address, &size) != 0)
		die("no port: %s", strerror(errno));
	server->port = ntohs(address.sin_port);
	return fd;
}

static void set_up_tls(struct server *server)
{
	const struct script *script = &server->script;

	if (!script->certificate[0])
		return;
	server->tls = SSL_CTX_new(TLS_server_method());
	if (!server->tls ||
	    SSL_CTX_use_certificate_chain_file(server->tls,
					       script->certificate) != 1 ||
	    SSL_CTX_use_PrivateKey_file(server->tls, script->key,
					SSL_FILETYPE_PEM) != 1)
		die("the certificate cannot be used: %s", script->certificate);
}

int main(int argc, char **argv)
{
	static struct server server;
	struct pollfd wait[2] = { { .events = POLLIN }, { .events = POLLIN } };
	char byte, path[600];

	if (argc != 3)
		die("usage: server SCRIPT FOLDER");
	signal(SIGPIPE, SIG_IGN);
	alarm(LIMIT_S);
	pthread_mutex_init(&server.lock, NULL);
	server.folder = argv[2];
	script_read(&server.script, argv[1]);
	snprintf(path, sizeof(path), "%s/stored", argv[2]);
	server.strict = strict_open(&server.script, path);
	set_up_tls(&server);
	wait[0].fd = STDIN_FILENO;
	wait[1].fd = open_port(&server);
	printf("port %d\n", server.port);
	fflush(stdout);
	if (server.script.refuse)
		wait[1].fd = -1;
	while (poll(wait, 2, -1) >= 0 || errno == EINTR) {
		if (wait[1].revents)
			take(&server, wait[1].fd);
		if (wait[0].revents && read(STDIN_FILENO, &byte, 1) <= 0)
			break;
	}
	_exit(0);	/* threads may still be at work */
}
