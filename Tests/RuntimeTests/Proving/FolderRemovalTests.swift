import Foundation
import Testing

@testable import KassaProving

struct FolderRemovalTests {
  @Test func `a folder goes whose files somebody else removes meanwhile`() async throws {
    for _ in 1...50 {
      let folder = FileManager.default.temporaryDirectory.path + "/kassa-\(UUID().uuidString)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let files = (0..<200).map { "\(folder)/\($0)" }
      for file in files { try Data().write(to: URL(fileURLWithPath: file)) }
      async let other: Void = { for file in files { unlink(file) } }()
      try FileManager.default.removeFolder(folder)
      await other
      #expect(!FileManager.default.fileExists(atPath: folder))
    }
  }

  @Test func `a folder that is not there is no error`() throws {
    try FileManager.default.removeFolder("/nowhere/kassa")
  }
}
