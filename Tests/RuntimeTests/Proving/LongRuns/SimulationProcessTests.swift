import Foundation
import Testing

@testable import KassaProving
@testable import KassaRuntime

/// `kassa-run simulate`, in a process of its own: memory and descriptors are the process's.
@Suite(.timeLimit(.minutes(5))) struct SimulationProcessTests {
  private static let stores = TillProcess.root.appendingPathComponent("Scripts/lua/stores").path

  private static func simulate(
    _ store: String, seed: Int, sales: Int, _ more: [String] = []
  ) throws -> CommandRun {
    try CommandRun(
      [
        "simulate", "--store", "\(stores)/\(store)", "--chain", stores + "/chain", "--seed",
        "\(seed)", "--sales", "\(sales)",
      ] + more)
  }

  @Test func `nothing grows over two thousand sales, and no promise is broken`() throws {
    let run = try Self.simulate("stall", seed: 7, sales: 2_000)
    #expect(run.code == 0, "\(run.output)\(run.errors)")
    #expect(run.output.split(separator: "\n").count { $0.contains(": flat, ") } == 4)
  }

  @Test func `the same seed sells the same receipts in every process`() throws {
    let heads = try (0..<2).map { _ in
      let run = try Self.simulate("master", seed: 3, sales: 600)
      return try #require(run.output.split(separator: "\n").first { $0.hasPrefix("journal: ") })
    }
    #expect(heads[0] == heads[1])
  }

  @Test func `a store with a first screen of its own has no dead end`() throws {
    let folder = try TestFolder()
    try write(
      Story.store(
        """
        flows = { sale = function()
          local payment = require "kassa.payment"
          local done = payment.resume()
          while not done do
            local chosen = prompt.choose { "own.screen", title = "Что?",
              buttons = { { "a", "А" }, { "b", "Б" }, { "card", "Карта" }, { "shift", "Смена" } } }
            if chosen == "card" then
              done = payment.pay "card"
            elseif chosen == "shift" then
              return "shift"
            else
              receipt.add { name = chosen, price = 10000 }
            end
          end
          return "sale"
        end },
        """), to: folder.path + "/leto/store.lua")
    let run = try CommandRun(["simulate", "--store", folder.path + "/leto", "--sales", "600"])
    #expect(!run.output.contains("violation"), "\(run.output)\(run.errors)")
  }

  @Test func `leaves a data folder that was named, and takes none that is there`() throws {
    let folder = try TestFolder()
    let run = try Self.simulate("cafe", seed: 1, sales: 600, ["--data", folder.path])
    #expect(
      run.code == 2
        && run.errors
          == "kassa-run: --data: «\(folder.path)» is there already; name a new folder\n"
    )
  }
}

/// The audit that forgets what is settled finds nothing in an honest till's life.
@Suite struct SimulationTests {
  @Test func `an honest life has no violation`() async throws {
    let folder = try TestFolder()
    let report = try await Simulation(folder: nil, chain: nil).run(
      seed: 1, sales: 300, data: folder.path + "/till")
    #expect(report.violation == nil, "\(report.violation as Any)")
  }
}
