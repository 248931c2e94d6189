package commonpractice.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/** Starts one Elasticsearch node from a home folder and runs it until the process is told to end. */
public final class NodeLauncher {

    private NodeLauncher() {}

    /**
     * Runs a node.
     *
     * @param arguments the home folder (holding {@code config} and {@code modules}), then any number
     *     of {@code name=value} settings that win over {@code config/elasticsearch.yml}
     */
    public static void main(String[] arguments) throws Exception {
        Environment environment = environment(Path.of(arguments[0]), settings(arguments));
        LogConfigurator.setNodeName(environment.settings().get("node.name"));
        LogConfigurator.configure(environment, true);
        Node node = new Node(environment, modules(environment));
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node, closed)));
        node.start();
        closed.await();
    }

    private static Map<String, String> settings(String[] arguments) {
        Map<String, String> settings = new HashMap<>();
        for (int index = 1; index < arguments.length; index++) {
            String[] pair = arguments[index].split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        return settings;
    }

    private static Environment environment(Path home, Map<String, String> settings) {
        Settings paths = Settings.builder().put("path.home", home).build();
        return InternalSettingsPreparer.prepareEnvironment(paths, settings, null, () -> "portal-tests");
    }

    /** Loads the modules beside one another in class loaders, because no named Java module is on the path. */
    private static PluginsLoader modules(Environment environment) {
        boolean asJavaModules = false;
        return PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(environment.modulesDir()), Set.of(), Map.of(), asJavaModules);
    }

    private static void close(Node node, CountDownLatch closed) {
        try {
            node.close();
        } catch (IOException error) {
            System.err.println("The node did not close cleanly: " + error.getMessage());
        } finally {
            closed.countDown();
        }
    }
}
