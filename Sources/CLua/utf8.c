#include "machine.h"
#include <string.h>

/* How many bytes the character starting at `byte` takes; 0 when none can start so. Overlong forms,
** surrogates and numbers beyond U+10FFFF show in the second byte. */
static size_t character(const unsigned char *byte, size_t left) {
  unsigned char first = byte[0];
  unsigned char low = 0x80, high = 0xBF;
  size_t length;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  } else {
    return 0;
  }
  if (left < length || byte[1] < low || byte[1] > high) return 0;
  for (size_t i = 2; i < length; i++)
    if ((byte[i] & 0xC0) != 0x80) return 0;
  return length;
}

int kassa_is_utf8(const char *bytes, size_t length) {
  const unsigned char *byte = (const unsigned char *)bytes;
  size_t at = 0;
  while (at < length) {
    uint64_t word;
    if (length - at >= sizeof word) {
      memcpy(&word, byte + at, sizeof word);
      if ((word & 0x8080808080808080u) == 0) {
        at += sizeof word;
        continue;
      }
    }
    if (byte[at] < 0x80) {
      at++;
      continue;
    }
    size_t step = character(byte + at, length - at);
    if (step == 0) return 0;
    at += step;
  }
  return 1;
}
