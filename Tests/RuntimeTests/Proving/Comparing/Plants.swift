import Foundation
import Testing

@testable import KassaProving
@testable import KassaRuntime

/// A store and the same with one edit, in folders of one name.
struct Plant: CustomTestStringConvertible, Sendable {
  let testDescription: String
  var store = Plant.store
  let from, to: String
  /// What some difference says; nothing where people notice none.
  let says: [String]

  init(_ name: String, _ from: String, _ to: String, says: String...) {
    (testDescription, self.from, self.to, self.says) = (name, from, to, says)
  }

  static let store = """
    --- A shop that has a little of everything.
    local function asked(title)
      return prompt.confirm { "bag.ask", title = title }
    end

    local vouchers = provider "voucher" {
      title = "Сертификат",
      accepts = function(charge) return charge.amount <= rub "900", "больше предела" end,
      charge = function(charge)
        return charge:ask { title = "Погасите сертификат", approved = "Погашен", declined = "Отказ" }
      end,
    }

    return store {
      api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
      address = "Москва", place = "Кафе",
      cashiers = { "Анна", { "Борис", role = "senior" } },
      rights = { discount = { above_percent = 15 } },
      free_price_vat = "vat10",
      providers = {
        stock.standalone { title = "Зал", proof = { "amount" } },
        vouchers,
      },
      purposes = { night = "Окно" },
      default_terminal = {
        { "ночью", purpose = "night", between = { "22:00", "06:00" } },
        { "праздники", purpose = "night", dates = { "2026-12-30", "2027-01-08" } },
        { "отмеченный", marked = true },
      },
      texts = {
        ru = { ["charge.window"] = { title = "Сперва карта!" } },
        en = { ["charge.window"] = { title = "Card!" }, ["charge.declined"] = { title = "No!" } },
      },
      prices = {
        { "Скидка", function(lines)
          local share = 500
          return require "kassa.prices".share(lines, share)
        end },
      },
      on = {
        before_payment = function()
          if not asked "Пакет нужен?" then
            receipt.memo("bag", "no")
          end
        end,
      },
    }
    """

  /// A shop that asks one question and takes something off.
  static let small = """
    local function asked(title)
      return prompt.confirm { "bag.ask", title = title }
    end

    return store {
      api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
      address = "Москва", place = "Кафе", cashiers = { "Анна", { "Борис", role = "senior" } },
      rights = { discount = { above_percent = 15 } },
      free_price_vat = "vat10",
      providers = { stock.standalone { title = "Зал" } },
      prices = {
        { "Скидка", function(lines, tender)
          local share = 500
          return tender and require "kassa.prices".share(lines, share)
        end },
      },
      on = {
        before_payment = function()
          if not asked "Пакет нужен?" then
            receipt.memo("bag", "no")
          end
        end,
      },
    }
    """

  /// Two amounts, and what comes after both.
  static let asking = """
    return store {
      api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
      address = "Москва", place = "Кафе", cashiers = { "Анна" },
      flows = { sale = function()
        local first = prompt.amount { "one.sum", title = "Первая", least = rub "1", most = rub "9" }
        local second = prompt.amount { "two.sum", title = "Вторая", least = rub "1", most = rub "9" }
        if first + second > rub "9" then prompt.tell { "much", title = "Много" } end
        return "sale"
      end },
    }
    """

  /// The same edit of the small shop.
  var ofSmall: Plant {
    var plant = self
    plant.store = Self.small
    return plant
  }

  /// - Parameter branches: none where the tables alone are compared.
  /// - Parameter more: another edit beside its own.
  func diff(
    branches: Int, isDeep: Bool = false, _ more: (String) -> String = { $0 }
  ) async throws -> DiffReport {
    #expect(store.contains(from), "nothing to edit")
    let folder = try TestFolder()
    let (old, new) = (folder.path + "/a/leto", folder.path + "/b/leto")
    try write(store, to: old + "/store.lua")
    try write(more(store.replacing(from, with: to)), to: new + "/store.lua")
    var bounds = StoreDiff.Bounds()
    (bounds.branches, bounds.walks) = (max(1, branches), branches > 0)
    bounds.isDeep = isDeep
    return try await StoreDiff(old, new, bounds).run()
  }

  func check(branches: Int) async throws {
    let report = try await diff(branches: branches)
    let lines = report.lines("a", "b", isDifferent: !report.isSame, withWays: false)
    for wanted in says {
      #expect(lines.contains { $0.contains(wanted) }, "\(wanted)\n\(lines.joined(separator: "\n"))")
    }
    if says.isEmpty { #expect(report.isSame, "\(lines.joined(separator: "\n"))") }
  }
}
