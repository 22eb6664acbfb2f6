import Foundation

/// Calls of `kassa-run` as a process of its own.
enum KassaRun {
  /// What it said, how it ended, and what it cost the processor, in nanoseconds: a busy machine adds
  /// little to that.
  static func call(_ words: [String]) throws -> (said: String, code: Int32, spent: Double) {
    let before = spent()
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Project.kassaRun)
    process.arguments = words
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (said, process.terminationStatus, spent() - before)
  }

  /// Nanoseconds of all children so far.
  private static func spent() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    return nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime)
  }

  private static func nanoseconds(_ time: timeval) -> Double {
    Double(time.tv_sec) * 1e9 + Double(time.tv_usec) * 1e3
  }
}
