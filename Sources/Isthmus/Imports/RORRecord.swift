import Foundation
import Interchange

/// A record of the ROR registry, whichever of its schemas it came in.
struct RORRecord: Sendable {
    let code: String
    let legalName: String
    let names: [OrganisationName]
    let identifiers: [Identifier]
    let kind: Organisation.Kind
    let country: String
    let city: String
    let latitude: Double?
    let longitude: Double?
    let website: String?
    let founded: Int?
    let status: ProfileStatus
    /// Other records by their code.
    let relations: [(kind: String, code: String)]

    /// What is wrong with a record, by field.
    struct Fault: Error {
        let field: String
        let key: String
        let values: [String: String]
    }

    /// Reads schema 1, 2.0, 2.1 or the normalised form; they differ in what the fields are called.
    init(_ json: JSON) throws(Fault) {
        guard let id = json["id"]?.string else { throw Fault(field: "id", key: "field.required", values: [:]) }
        code = id.split(separator: "/").last.map { $0.lowercased() } ?? ""
        guard RORCode.isValid(code) else { throw Fault(field: "id", key: "identifier.ror", values: ["value": id]) }
        let parts: Parts
        if json["ext"] != nil || json["names"]?[0]?["v"] != nil {
            parts = Parts(normalised: json)
        } else if json["names"] != nil {
            parts = Parts(second: json)
        } else {
            parts = Parts(first: json)
        }
        guard let name = parts.display, !name.isEmpty else {
            throw Fault(field: "names", key: "field.required", values: [:])
        }
        guard let place = Countries.find(parts.country) else {
            throw Fault(field: "country", key: "field.unknown", values: ["code": parts.country])
        }
        legalName = name
        var seen: Set<OrganisationName> = [OrganisationName(name, language: nil, kind: .label)]
        names = parts.names.filter {
            !$0.text.isEmpty && !($0.text == name && $0.language == nil) && seen.insert($0).inserted
        }
        identifiers =
            [Identifier("ror", code)] + parts.identifiers.sorted { ($0.scheme, $0.value) < ($1.scheme, $1.value) }
        kind = RORRecord.kind(of: parts.types)
        country = place.code
        city = parts.city
        (latitude, longitude) = (parts.latitude, parts.longitude)
        website = parts.website
        founded = parts.founded
        status = ProfileStatus(rawValue: parts.status) ?? .active
        relations = parts.relations
    }

    /// The registry gives several types; the one that says most comes first here.
    private static func kind(of types: [String]) -> Organisation.Kind {
        let order: [(String, Organisation.Kind)] = [
            ("education", .education), ("facility", .facility), ("healthcare", .healthcare), ("company", .company),
            ("government", .government), ("archive", .archive), ("nonprofit", .nonprofit), ("funder", .funder),
        ]
        let lowered = Set(types.map { $0.lowercased() })
        return order.first { lowered.contains($0.0) }?.1 ?? .other
    }

    /// The pieces that the schemas have in different places.
    private struct Parts {
        var display: String?
        var names: [OrganisationName] = []
        var identifiers: [Identifier] = []
        var types: [String] = []
        var country = ""
        var city = ""
        var latitude: Double?
        var longitude: Double?
        var website: String?
        var founded: Int?
        var status = "active"
        var relations: [(kind: String, code: String)] = []

        init(normalised json: JSON) {
            common(json)
            readNames(json["names"]?.array ?? [], text: "v", language: "l", types: "t")
            display = json["name"]?.string ?? display
            for (scheme, value) in json["ext"]?.members ?? [] { add(scheme, value.string) }
            country = json["country"]?.string ?? ""
            city = json["city"]?.string ?? ""
            (latitude, longitude) = (json["lat"]?.number, json["lng"]?.number)
            website = json["website"]?.string
            relate(json["rel"]?.array ?? [], kind: "t", id: "id")
        }

        init(second json: JSON) {
            common(json)
            readNames(json["names"]?.array ?? [], text: "value", language: "lang", types: "types")
            for item in json["external_ids"]?.array ?? [] {
                add(item["type"]?.string ?? "", item["preferred"]?.string ?? item["all"]?[0]?.string)
            }
            let place = json["locations"]?[0]?["geonames_details"]
            country = place?["country_code"]?.string ?? ""
            city = place?["name"]?.string ?? ""
            (latitude, longitude) = (place?["lat"]?.number, place?["lng"]?.number)
            website = json["links"]?.array?.first { $0["type"]?.string == "website" }?["value"]?.string
            relate(json["relationships"]?.array ?? [], kind: "type", id: "id")
        }

        init(first json: JSON) {
            common(json)
            display = json["name"]?.string
            for label in json["labels"]?.array ?? [] {
                if let text = label["label"]?.string {
                    names.append(OrganisationName(text, language: label["iso639"]?.string, kind: .label))
                }
            }
            names += (json["aliases"]?.strings ?? []).map { OrganisationName($0, language: nil, kind: .alias) }
            names += (json["acronyms"]?.strings ?? []).map { OrganisationName($0, language: nil, kind: .acronym) }
            for (scheme, value) in json["external_ids"]?.members ?? [] {
                add(scheme, value["preferred"]?.string ?? value["all"]?.string ?? value["all"]?[0]?.string)
            }
            country = json["country"]?["country_code"]?.string ?? ""
            let place = json["addresses"]?[0]
            city = place?["city"]?.string ?? place?["geonames_city"]?["city"]?.string ?? ""
            (latitude, longitude) = (place?["lat"]?.number, place?["lng"]?.number)
            website = json["links"]?[0]?.string
            relate(json["relationships"]?.array ?? [], kind: "type", id: "id")
        }

        private mutating func common(_ json: JSON) {
            types = json["types"]?.strings ?? []
            founded = json["established"]?.integer
            status = json["status"]?.string?.lowercased() ?? "active"
        }

        private mutating func readNames(_ items: [JSON], text: String, language: String, types: String) {
            for item in items {
                guard let name = item[text]?.string?.trimmingCharacters(in: .whitespaces) else { continue }
                let kinds = item[types]?.strings ?? []
                if kinds.contains("ror_display") { display = name }
                let kind: OrganisationName.Kind =
                    kinds.contains("acronym") ? .acronym : kinds.contains("alias") ? .alias : .label
                names.append(OrganisationName(name, language: item[language]?.string, kind: kind))
            }
        }

        private mutating func add(_ scheme: String, _ value: String?) {
            guard let value, !value.isEmpty else { return }
            identifiers.append(Identifier(scheme.lowercased(), value.trimmingCharacters(in: .whitespaces)))
        }

        private mutating func relate(_ items: [JSON], kind: String, id: String) {
            for item in items {
                guard let relation = item[kind]?.string?.lowercased(),
                    let other = item[id]?.string?.split(separator: "/").last
                else { continue }
                relations.append((relation, other.lowercased()))
            }
        }
    }
}
