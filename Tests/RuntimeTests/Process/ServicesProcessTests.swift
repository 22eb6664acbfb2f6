import Foundation
import Testing

@testable import KassaRuntime

/// A till that asks a server: what the technician said of it stands nowhere else.
@Suite(.timeLimit(.minutes(2))) struct ServicesProcessTests {
  private static let token = "t0ken-of-the-technician"

  @Test func `the technician sets a service up, and no journal, log or list shows its token`()
    async throws
  {
    let server = try FaultyServer(says: FaultyServer.ok(#"{"points":120}"#))
    defer { server.stop() }
    let folder = try TestFolder()
    let (data, store) = (folder.path + "/data", folder.path + "/leto")
    try write(
      Story.store(
        """
        services = { loyalty },
        on = { after_sign_in = function()
          local found, reason = loyalty:ask("points")
          prompt.tell { "points", title = found and tostring(found.points) or reason }
        end },
        """, before: #"local loyalty = service "loyalty" { title = "Бонусы" }"#),
      to: store + "/store.lua")
    let set = try CommandRun(
      ["services", "set", "loyalty", "--address", server.address, "--data", data],
      input: Self.token + "\n")
    #expect(set.code == 0 && set.output == "loyalty is set up\n", "\(set.errors)")
    let list = try CommandRun(["services", "list", "--data", data])
    #expect(list.output == "loyalty  \(server.address)\n")
    let till = try CommandRun(
      ["till", "--store", store, "--data", data, "--language", "en"],
      input: "\(Story.pin)\n\(Story.pin)\n1\n")
    #expect(till.output.contains("120"), "\(till.output) \(till.errors)")
    #expect(server.requests.first?.contains("Bearer \(Self.token)") == true)
    for name in try FileManager.default.contentsOfDirectory(atPath: data)
    where name != "services.json" {
      let bytes = FileManager.default.contents(atPath: data + "/" + name) ?? Data()
      for secret in [Self.token, "127.0.0.1:\(server.port)"] {
        #expect(bytes.firstRange(of: Data(secret.utf8)) == nil, "\(name) holds «\(secret)»")
      }
    }
    #expect(!till.output.contains(Self.token) && !list.output.contains(Self.token))
    let removed = try CommandRun(["services", "remove", "loyalty", "--data", data])
    #expect(removed.output == "loyalty is taken away\n")
  }

  static let mistakes: [Mistake] = [
    Mistake(
      "an address without TLS",
      ["services", "set", "a", "--address", "http://shop.example", "--data", "d"],
      says: "the address: https://… was expected, or http on this machine, without a name or a "
        + "question; correct it"),
    Mistake(
      "no certificates there",
      [
        "services", "set", "a", "--address", "https://a.example", "--certificates", "no.pem",
        "--data", "d",
      ], says: "the certificates «{here}/no.pem» can't be read; correct the path"),
    Mistake(
      "a service that is not set up", ["services", "remove", "a", "--data", "d"],
      says: "no service «a»; none is set up",
      prepare: {
        try FileManager.default.createDirectory(
          atPath: $0 + "/d", withIntermediateDirectories: true)
      }),
  ]

  @Test(arguments: mistakes)
  func `says what is wrong in one line`(mistake: Mistake) throws { try mistake.check() }
}
