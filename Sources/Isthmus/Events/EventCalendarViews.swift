/// How events look by the month and on the map.
enum EventCalendarViews {
    static func month(_ table: MonthTable, _ events: [EventLine], _ filters: Query, _ visit: Visit) -> HTML {
        let words = visit.words
        return """
            <div class="title"><h1>\(words("events.calendar"))</h1>
            <p class="lede">\(words.month(table.first)) · \(words("events.count", count: events.count))</p>
            <div class="actions">\(Parts.button("/events" + filters.address, words("calls.as_list")))
            \(Parts.button("/events/map" + filters.address, words("events.map")))
            \(Parts.link("/events.ics" + filters.address, words("calls.subscribe.calendar")))</div></div>
            \(table.html(
                words,
                entries: { day in
                    events.filter { $0.starts.day <= day && day <= $0.ends.day }.map { entry($0, on: day, words) }
                },
                rest: { day, count in
                    let all = filters.setting("day", to: [day.description]).address
                    return Parts.link("/events" + all, words("calls.more_that_day", count: count))
                }, label: words("events.facet.month"), empty: words("events.empty")))
            """
    }

    private static func entry(_ event: EventLine, on day: Day, _ words: Words) -> HTML {
        let title = MonthTable.shortened(event.title.reading(words.language))
        let name = Parts.link("/events/\(event.id.text)", title)
        let place = event.city.isEmpty ? words("event.format.online") : event.city
        let shown: HTML = event.status == .cancelled ? "<del>\(name)</del>" : name
        return
            "\(shown) <span class=\"quiet\">\(event.starts.day == day ? event.starts.clock + " " : "")\(place)</span>"
    }

    /// Where events take place; those without coordinates stand in the middle of their country.
    static func map(_ events: [EventLine], _ filters: Query, _ visit: Visit) -> HTML {
        let words = visit.words
        let places = events.compactMap { event -> WorldMap.Place? in
            let country = Countries.with(event.country)
            guard let latitude = event.latitude ?? country?.latitude,
                let longitude = event.longitude ?? country?.longitude
            else { return nil }
            let name = "\(event.title.reading(words.language)), \(event.city), \(words.day(event.starts.day))"
            return WorldMap.Place(
                name: name, latitude: latitude, longitude: longitude, href: "/events/\(event.id.text)")
        }
        let title = words("events.on_map", count: places.count)
        let map = WorldMap(
            caption: DirectoryCharts.caption(title, unit: words("events.title"), words),
            highlighted: Set(events.map(\.country).filter { !$0.isEmpty }), places: places,
            heads: [words("events.column.name"), ""], name: { words.country($0) }, link: { "/events?country=\($0)" },
            format: { words.number(Int($0)) })
        return """
            <div class="title"><h1>\(words("events.map"))</h1>
            <div class="actions">\(Parts.button("/events" + filters.address, words("calls.as_list")))
            \(Parts.button("/events/calendar" + filters.address, words("events.calendar")))</div></div>
            \(map.html)
            """
    }
}
