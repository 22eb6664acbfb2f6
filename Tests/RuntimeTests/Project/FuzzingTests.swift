import Foundation
import Testing

/// The fuzzer is a package of its own, and borrows sources by links.
@Suite struct FuzzingTests {
  @Test func `every link of the fuzzer leads to a file`() throws {
    let folder = TillProcess.root.path + "/Fuzzing/Sources/fuzz"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let links = names.filter {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")) != nil
    }
    #expect(links.count >= 3)
    for link in links {
      #expect(FileManager.default.fileExists(atPath: "\(folder)/\(link)"), "\(link)")
    }
  }
}
