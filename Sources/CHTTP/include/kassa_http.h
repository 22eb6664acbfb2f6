#ifndef KASSA_HTTP_H
#define KASSA_HTTP_H

#include <stddef.h>

/* One POST by Debian's libcurl, for whoever may not be led elsewhere.
**
** HTTPS with its certificate and its name checked; plain HTTP to this machine alone. No redirect is
** followed, no proxy asked, no cookie kept, nothing read of the environment. Each request has a
** connection of its own, so a server that answers twice answers nobody the second time. */

/* The longest answer that is taken. */
#define KASSA_HTTP_BODY_MAX 16384

typedef struct kassa_http_request {
  const char *address;
  /* Sent as «Idempotency-Key». */
  const char *key;
  /* Sent as «Authorization: Bearer»; NULL for none. */
  const char *token;
  /* A file with the certificates to trust instead of the system's; NULL for those. */
  const char *certificates;
  const void *body;
  size_t length;
  /* For all of it, names looked up included. */
  long milliseconds;
} kassa_http_request;

typedef enum kassa_http_end {
  KASSA_HTTP_ANSWERED,
  /* Not a byte of the request was sent. */
  KASSA_HTTP_ABSENT,
  /* It was sent, or a part of it, and no whole answer came. */
  KASSA_HTTP_LOST,
  /* The same, and its time is over. */
  KASSA_HTTP_LATE,
  /* The answer is longer than is taken. */
  KASSA_HTTP_LONG
} kassa_http_end;

typedef struct kassa_http_reply {
  kassa_http_end end;
  /* Of an answer: its status. */
  long status;
  size_t length;
  /* The caller's, of KASSA_HTTP_BODY_MAX bytes. */
  char *body;
  /* Why there is none, in libcurl's words. */
  const char *reason;
} kassa_http_reply;

/* Always fills `reply`; its reason lives as long as the process. */
void kassa_http_post(const kassa_http_request *request, kassa_http_reply *reply);

#endif
