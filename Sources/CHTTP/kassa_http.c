#include "kassa_http.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

static const char *const loopback[] = {"127.0.0.1", "localhost", "[::1]"};

static int is_loopback(const char *host) {
  for (size_t i = 0; i < sizeof loopback / sizeof *loopback; i++)
    if (strcmp(host, loopback[i]) == 0) return 1;
  return 0;
}

static char *part(CURLU *url, CURLUPart which) {
  char *text = NULL;
  return curl_url_get(url, which, &text, 0) == CURLUE_OK ? text : NULL;
}

/* Whether the address may be asked: HTTPS, or HTTP on this machine, and no name with a password. */
static int is_allowed(const char *address) {
  CURLU *url = curl_url();
  int allowed = 0;
  if (url && curl_url_set(url, CURLUPART_URL, address, 0) == CURLUE_OK) {
    char *scheme = part(url, CURLUPART_SCHEME);
    char *host = part(url, CURLUPART_HOST);
    char *user = part(url, CURLUPART_USER);
    allowed = scheme && host && !user &&
              (strcmp(scheme, "https") == 0 || (strcmp(scheme, "http") == 0 && is_loopback(host)));
    curl_free(scheme);
    curl_free(host);
    curl_free(user);
  }
  curl_url_cleanup(url);
  return allowed;
}

/* libcurl calls it with what has come; less than was given ends the transfer. */
static size_t take(char *bytes, size_t size, size_t count, void *context) {
  kassa_http_reply *reply = context;
  size_t length = size * count;
  if (length > KASSA_HTTP_BODY_MAX - reply->length) {
    reply->end = KASSA_HTTP_LONG;
    return 0;
  }
  memcpy(reply->body + reply->length, bytes, length);
  reply->length += length;
  return length;
}

static struct curl_slist *header(struct curl_slist *list, const char *name, const char *value) {
  char line[2048];
  int length = snprintf(line, sizeof line, "%s%s", name, value);
  if (length < 0 || (size_t)length >= sizeof line) return list;
  struct curl_slist *longer = curl_slist_append(list, line);
  return longer ? longer : list;
}

static struct curl_slist *headers(const kassa_http_request *request) {
  struct curl_slist *list = header(NULL, "Content-Type: application/json", "");
  list = header(list, "Accept: application/json", "");
  /* Nothing is asked before the body is sent. */
  list = header(list, "Expect:", "");
  list = header(list, "Idempotency-Key: ", request->key);
  if (request->token) list = header(list, "Authorization: Bearer ", request->token);
  return list;
}

static void prepare(CURL *curl, const kassa_http_request *request, kassa_http_reply *reply) {
  curl_easy_setopt(curl, CURLOPT_URL, request->address);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
  curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
  curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  /* A name that nobody resolves is not waited for once the time is over: the process ends. */
  curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, request->milliseconds);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
  if (request->certificates) {
    curl_easy_setopt(curl, CURLOPT_CAINFO, request->certificates);
    curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
  }
  curl_easy_setopt(curl, CURLOPT_POST, 1L);
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request->body);
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->length);
  curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)KASSA_HTTP_BODY_MAX);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, reply);
}

static kassa_http_end end_of(CURL *curl, CURLcode code, kassa_http_end so_far) {
  long sent = 0;
  curl_easy_getinfo(curl, CURLINFO_REQUEST_SIZE, &sent);
  if (code == CURLE_OK) return KASSA_HTTP_ANSWERED;
  if (so_far == KASSA_HTTP_LONG || code == CURLE_FILESIZE_EXCEEDED) return KASSA_HTTP_LONG;
  if (sent == 0) return KASSA_HTTP_ABSENT;
  return code == CURLE_OPERATION_TIMEDOUT ? KASSA_HTTP_LATE : KASSA_HTTP_LOST;
}

void kassa_http_post(const kassa_http_request *request, kassa_http_reply *reply) {
  reply->end = KASSA_HTTP_ABSENT;
  reply->status = 0;
  reply->length = 0;
  reply->reason = "";
  CURL *curl = NULL;
  if (!is_allowed(request->address)) {
    reply->reason = "https is wanted, or http on this machine";
  } else if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || !(curl = curl_easy_init())) {
    reply->reason = "libcurl can't be used";
  }
  if (!curl) return;
  struct curl_slist *list = headers(request);
  prepare(curl, request, reply);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
  CURLcode code = curl_easy_perform(curl);
  reply->end = end_of(curl, code, reply->end);
  reply->reason = code == CURLE_OK ? "" : curl_easy_strerror(code);
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply->status);
  curl_slist_free_all(list);
  curl_easy_cleanup(curl);
}
