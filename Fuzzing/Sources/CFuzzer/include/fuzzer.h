#ifndef KASSA_FUZZER_H
#define KASSA_FUZZER_H

#include <stddef.h>
#include <stdint.h>

/* libFuzzer as a library (clang's libclang_rt.fuzzer_no_main): calls `one` with input after input, and
** returns only when its options say so. */
int LLVMFuzzerRunDriver(int *count, char ***arguments, int (*one)(const uint8_t *bytes, size_t size));

#endif
