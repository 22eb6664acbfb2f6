#include "kassa_utf8.h"
#include <stdint.h>
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

static uint64_t word_at(const unsigned char *byte) {
  uint64_t word;
  memcpy(&word, byte, sizeof word);
  return word;
}

/* Most text that comes is ASCII: its last bytes are looked at twice rather than one by one. */
static int is_ascii(const unsigned char *byte, size_t length) {
  const uint64_t high_bits = 0x8080808080808080u;
  uint64_t seen = 0;
  if (length < sizeof seen) {
    for (size_t i = 0; i < length; i++) seen |= byte[i];
    return seen < 0x80;
  }
  for (size_t at = 0; at + sizeof seen <= length; at += sizeof seen) {
    seen = word_at(byte + at);
    if (seen & high_bits) return 0;
  }
  return (word_at(byte + length - sizeof seen) & high_bits) == 0;
}

int kassa_is_utf8(const char *bytes, size_t length) {
  const unsigned char *byte = (const unsigned char *)bytes;
  if (is_ascii(byte, length)) return 1;
  for (size_t at = 0; at < length;) {
    size_t step = byte[at] < 0x80 ? 1 : character(byte + at, length - at);
    if (step == 0) return 0;
    at += step;
  }
  return 1;
}
