package io.riskmonitor.feed;

import java.util.Map;

/** A small well-formed file of each format that an adapter reads, written by hand after the sources' documentation. */
final class Formats {
    private static final Format UCDP = new Format(
            new UcdpAdapter(),
            "id,year,date_start,date_end,country,type_of_violence,where_coordinates,side_a,side_b,latitude,longitude,"
                    + "low,best,high\n",
            "@id,2019,@date,@date,Mali,3,@text,Dozo,Civilians,@lat,@lon,0,@count,9",
            "\n",
            "\n",
            day -> day);

    private static final Format DESK_CSV = new Format(
            new DeskAdapter("desk"),
            "id,type,date,lat,lon,deaths,place\n",
            "@id,CRIME,@date,@lat,@lon,@count,@text",
            "\n",
            "\n",
            day -> day);

    private static final Format DESK_JSON = new Format(
            new DeskAdapter("desk"),
            "[",
            "{\"id\":\"@id\",\"type\":\"CRIME\",\"date\":\"@date\",\"lat\":@lat,\"lon\":@lon,\"deaths\":@count,"
                    + "\"place\":\"@text\"}",
            ",\n",
            "]",
            day -> day);

    private static final Format KIKA = new Format(
            new KikaAdapter(),
            "[",
            "{\"Date\":\"@date\",\"Country\":\"Mali\",\"Admin 1\":\"@text\",\"Latitude\":\"@lat\",\"Longitude\":\"@lon\","
                    + "\"Geo Precision\":\"(2) 25 km precision \",\"Aid Workers Kidnapped\":\"@count\","
                    + "\"SiND Event ID\":@id}",
            ",",
            "]",
            day -> day);

    private static final Format ACLED_CSV = new Format(
            new AcledAdapter(),
            "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,country,admin1,"
                    + "location,latitude,longitude,geo_precision,fatalities\n",
            "@id,@date,1,Battles,Armed clash,A,1,B,2,Mali,Mopti,@text,@lat,@lon,1,@count",
            "\n",
            "\n",
            day -> day);

    private static final Format ACLED_JSON = new Format(
            new AcledAdapter(),
            "{\"status\":200,\"data\":[",
            "{\"event_id_cnty\":\"@id\",\"event_date\":\"@date\",\"event_type\":\"Battles\",\"sub_event_type\":"
                    + "\"Armed clash\",\"inter1\":1,\"inter2\":2,\"country\":\"Mali\",\"location\":\"@text\","
                    + "\"latitude\":@lat,\"longitude\":@lon,\"geo_precision\":1,\"fatalities\":@count}",
            ",\n",
            "],\"count\":3}",
            day -> day);

    private static final Format GDELT = new Format(
            new GdeltAdapter(),
            "",
            GdeltAdapterTest.row(
                            "GLOBALEVENTID", "@id",
                            "SQLDATE", "@date",
                            "DATEADDED", "20190324000000",
                            "ActionGeo_FullName", "@text, Mali",
                            "ActionGeo_Lat", "@lat",
                            "ActionGeo_Long", "@lon",
                            "IsRootEvent", "@count")
                    .strip(),
            "\n",
            "\n",
            day -> day.replace("-", ""));

    private static final Format CAP = new Format(
            new CapAdapter(),
            "<?xml version=\"1.0\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">",
            "<entry><content><alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>@id</identifier>"
                    + "<sender>desk@example.org</sender><sent>@dateT10:00:00-00:00</sent><status>Actual</status>"
                    + "<msgType>Alert</msgType><scope>Public</scope><info><category>Security</category>"
                    + "<event>Warning</event><urgency>Expected</urgency><severity>Severe</severity>"
                    + "<certainty>Likely</certainty><area><areaDesc>@text</areaDesc><circle>@lat,@lon @count</circle>"
                    + "</area></info></alert></content></entry>",
            "\n",
            "</feed>",
            day -> day);

    private Formats() {}

    static Map<String, Format> all() {
        return Map.of(
                "ucdp", UCDP,
                "desk-csv", DESK_CSV,
                "desk-json", DESK_JSON,
                "kika", KIKA,
                "acled-csv", ACLED_CSV,
                "acled-json", ACLED_JSON,
                "gdelt", GDELT,
                "cap", CAP);
    }
}
