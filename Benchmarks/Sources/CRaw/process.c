#define _GNU_SOURCE
#include "raw.h"
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { OUTPUT_BYTES_MAX = 1 << 16 };

/* Reads until `wanted` has come; with `wanted` NULL until the end. */
static int64_t wait_for(int output, const char *wanted) {
  static char said[OUTPUT_BYTES_MAX + 1];
  size_t length = 0;
  ssize_t count;
  while ((count = read(output, said + length, OUTPUT_BYTES_MAX - length)) > 0) {
    length += (size_t)count;
    said[length] = '\0';
    if (wanted != NULL && strstr(said, wanted) != NULL) return (int64_t)raw_now_ns();
  }
  return wanted == NULL ? (int64_t)raw_now_ns() : -1;
}

int64_t raw_process_ns(char *const *arguments, const char *wanted) {
  int input[2], output[2];
  if (pipe2(input, O_CLOEXEC) != 0 || pipe2(output, O_CLOEXEC) != 0) return -1;
  int64_t start = (int64_t)raw_now_ns();
  pid_t child = fork();
  if (child == 0) {
    dup2(input[0], 0);
    dup2(output[1], 1);
    execv(arguments[0], arguments);
    _exit(127);
  }
  close(input[0]);
  close(output[1]);
  int64_t end = wait_for(output[0], wanted);
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  if (wanted == NULL) end = (int64_t)raw_now_ns();
  close(input[1]);
  close(output[0]);
  return end < 0 ? -1 : end - start;
}
