import Foundation
import Testing

/// The real till in a real terminal: a pane of tmux, its keyboard and its screen.
final class TerminalScreen {
  /// Whether tmux is here; `Scripts/setup` installs it.
  static let isPossible = (try? CommandRun(tmux, ["-V"]))?.code == 0

  private static let tmux = "/usr/bin/tmux"
  private let folder: TestFolder

  /// Runs `kassa-run` in a pane of 80 by 24, as most terminals begin.
  init(_ arguments: [String]) throws {
    folder = try TestFolder()
    let words = [TillProcess.binary.path] + arguments
    let command = words.map { "'\($0.replacing("'", with: "'\\''"))'" }.joined(separator: " ")
    // The shell keeps the pane, so that the last screen and the exit code can be read.
    // A trapped Ctrl-C ends the till and not the shell.
    let kept = "trap : INT; \(command); echo \"exit $?\"; read forever"
    let session = try tmux(
      ["-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "sh", "-c", kept])
    #expect(session.code == 0, "\(session.errors)")
  }

  // kill-server sends SIGTERM, which a child of a test may inherit as blocked; without sessions it ends.
  deinit { _ = try? tmux(["kill-session"]) }

  private func tmux(_ arguments: [String]) throws -> CommandRun {
    var environment = ProcessInfo.processInfo.environment
    environment["LC_ALL"] = "C.UTF-8"
    environment["TMUX"] = nil
    // The server outlives this call: what it inherited, pipes of other tests too, it would keep.
    let alone = """
      for open in /proc/$$/fd/*; do
        open=${open##*/}; [ "$open" -gt 2 ] && eval "exec $open>&-"
      done 2>/dev/null
      exec "$@"
      """
    return try CommandRun(
      "/bin/bash",
      ["-c", alone, "alone", Self.tmux, "-u", "-S", folder.path + "/socket"] + arguments,
      environment: environment)
  }

  /// What is on the screen, and what has scrolled off it.
  func text() throws -> String {
    try tmux(["capture-pane", "-p", "-J", "-S", "-"]).output
  }

  /// What is on the screen now.
  func visible() throws -> String { try tmux(["capture-pane", "-p"]).output }

  /// What is on the screen once it has stopped changing.
  func settled() throws -> String {
    var shown = try visible()
    for _ in 0..<100 {
      Thread.sleep(forTimeInterval: 0.1)
      let now = try visible()
      if now == shown { break }
      shown = now
    }
    return shown
  }

  /// Whether the screen shows something else than `before` within a second.
  func changes(from before: String) throws -> Bool {
    for _ in 0..<20 {
      if try visible() != before { return true }
      Thread.sleep(forTimeInterval: 0.05)
    }
    return false
  }

  /// Types `text` and Enter, as a scanner does.
  func enter(_ text: String) throws {
    _ = try tmux(["send-keys", "-l", text])
    _ = try tmux(["send-keys", "Enter"])
  }

  /// Sends `text` and keys named as tmux names them, all at once.
  func type(_ text: String, _ keys: String...) throws {
    let typed = text.isEmpty ? [] : ["send-keys", "-l", text, ";"]
    _ = try tmux(typed + ["send-keys"] + keys)
  }

  /// Presses one key, named as tmux names it: "F1", "1".
  func press(_ key: String) throws { _ = try tmux(["send-keys", key]) }

  /// Waits until the screen shows all of `texts`; what it shows then.
  ///
  /// The bound is for a till that hangs; nothing else depends on it.
  @discardableResult
  func wait(for texts: String...) throws -> String {
    var shown = ""
    for _ in 0..<600 {
      shown = try visible()
      if texts.allSatisfy(shown.contains) { return shown }
      Thread.sleep(forTimeInterval: 0.05)
    }
    throw NeverShown(texts: texts, screen: shown)
  }

  struct NeverShown: Error {
    let texts: [String]
    let screen: String
  }
}
