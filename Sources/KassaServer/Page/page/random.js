// Names that nobody guesses and none repeats. `crypto.randomUUID` is there over TLS and on this machine alone.

/** @returns {string} 32 digits */
export function randomName() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
