package io.riskmonitor.http;

import io.javalin.http.Context;
import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.query.RiskQueries;
import io.riskmonitor.query.SubjectView;
import io.riskmonitor.risk.SubjectId;
import io.riskmonitor.runtime.Peers;
import io.riskmonitor.serde.JsonText;
import io.riskmonitor.topology.StoreNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers for what other instances own, by asking them. What an instance asks is answered from here alone, so that a request
 * travels once at most, whatever each of them believes of the other.
 */
final class Elsewhere {
    private final Peers peers;
    private final RiskQueries queries;

    Elsewhere(Peers peers, RiskQueries queries) {
        this.peers = peers;
        this.queries = queries;
    }

    /** Answers a request as the owner does, if that is another instance; false if this one has to answer. */
    boolean answers(Context request, String store, String key) {
        if (peers.share(store).holds(key)) {
            return false;
        }
        relay(request, askOwner(request, store, key, pathOf(request)));
        return true;
    }

    /** Answers as any other instance does, where this one has no part of a store that all others know whole. */
    boolean answersAny(Context request, String store) {
        if (!peers.share(store).isNothing()) {
            return false;
        }
        requireFirstHand(request);
        relay(request, peers.askAny(store, pathOf(request)));
        return true;
    }

    Peers.Answer askOwner(Context request, String store, String key, String path) {
        requireFirstHand(request);
        return peers.askOwner(store, key, path);
    }

    boolean holds(String store, String key) {
        return peers.share(store).holds(key);
    }

    /** What each other instance answers to the same request of its own part; nothing if it is an instance that asks. */
    List<String> parts(Context request, String store) {
        return isAskedByPeer(request) || peers.share(store).isAll()
                ? List.of()
                : peers.askOthers(store, pathOf(request));
    }

    static void relay(Context request, Peers.Answer answer) {
        request.status(answer.status()).contentType(answer.type()).result(answer.body());
    }

    /** All regions or projects by id, or those that this instance owns if it is another one that asks. */
    List<SubjectView> subjects(Context request, SubjectId.Kind kind, @Nullable Instant at, boolean movement) {
        String path = kind == SubjectId.Kind.REGION ? "/api/v1/regions" : "/api/v1/projects";
        String moment = at == null ? "" : "&at=" + at;
        Peers.Share share = peers.share(StoreNames.HAZARDS);
        List<SubjectView> mine =
                kind == SubjectId.Kind.REGION ? queries.regions(at, share::holds) : queries.projects(at, share::holds);
        List<SubjectView> found = new ArrayList<>(
                movement ? mine.stream().map(queries::withMovement).toList() : mine);
        if (isAskedByPeer(request) || share.isAll()) {
            return found;
        }
        Map<String, SubjectView> byId = new HashMap<>();
        peers.askOthers(StoreNames.HAZARDS, path + "?movement=" + movement + moment).stream()
                .flatMap(part -> JsonText.readList(part, SubjectView.class).stream())
                .forEach(view -> byId.put(view.id(), view));
        found.forEach(view -> byId.put(view.id(), view));
        List<String> ids = queries.ids(kind);
        if (!byId.keySet().containsAll(ids)) {
            throw new NotReadyException("a part of it is being moved between instances");
        }
        byId.keySet().retainAll(ids);
        return byId.values().stream()
                .sorted(Comparator.comparing(SubjectView::id))
                .toList();
    }

    private static void requireFirstHand(Context request) {
        if (isAskedByPeer(request)) {
            throw new NotReadyException("it is being moved between instances");
        }
    }

    static boolean isAskedByPeer(Context request) {
        return request.header(Peers.ASKED_BY_PEER) != null;
    }

    /** As it came, still percent-encoded. */
    private static String pathOf(Context request) {
        String query = request.queryString();
        return request.req().getRequestURI() + (query == null ? "" : "?" + query);
    }
}
